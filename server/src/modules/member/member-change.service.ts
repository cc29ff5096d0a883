import type { PageQuery, Page } from '@lakeside/shared/kernel/page';
import { toIso } from '@lakeside/shared/kernel/date';
import type { MemberChangeKind, MemberChangeView } from '@lakeside/shared/member/member-record.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks, type Tx } from '../../platform/database/dialect';
import type { Actor } from '../../platform/http/actor';
import { MemberChangeRow } from './entities/member-change.entity';

export interface MemberChange {
  readonly memberId: number;
  readonly kind: MemberChangeKind;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string;
}

/** The history of members between channels, staff and levels (AD-128, AD-129). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberChangeService {
  @Inject() private readonly clock: Clock;
  @InjectDataSource() private readonly dataSource: DataSource;

  async record(tx: Tx, actor: Actor, changes: readonly MemberChange[]): Promise<void> {
    const createdAt = this.clock.now();
    const actorName = actor.name.slice(0, 80);
    await insertInChunks(
      tx,
      MemberChangeRow,
      changes.map(({ memberId, kind, from, to, reason }) => {
        return { memberId, kind, fromName: from, toName: to, reason, actorName, createdAt };
      }),
    );
  }

  /** Newest first. */
  async list(memberId: number, query: PageQuery): Promise<Page<MemberChangeView>> {
    const [rows, total] = await this.dataSource.getRepository(MemberChangeRow).findAndCount({
      where: { memberId },
      order: { id: 'DESC' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    });
    const items = rows.map(({ id, kind, fromName, toName, reason, actorName, createdAt }) => {
      return { id, kind, from: fromName, to: toName, reason, actorName, at: toIso(createdAt) };
    });
    return { items, total };
  }
}
