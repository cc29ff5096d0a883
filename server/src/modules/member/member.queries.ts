import type { channelSelfContract } from '@lakeside/shared/channel/channel.contract';
import { addDays, startOfDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import type { memberAdminContract } from '@lakeside/shared/member/member.contract';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { contains, containsPattern, type Tx } from '../../platform/database/dialect';
import { MemberRow } from './entities/member.entity';

type AdminQuery = ParsedInput<typeof memberAdminContract.listMembers>['query'];
type ChannelQuery = ParsedInput<typeof channelSelfContract.listMembers>['query'];

@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Members for the back office, newest first (AD-123 … AD-126). `levelIds` narrows to levels of one rate. */
  listForAdmin(query: AdminQuery, levelIds: readonly number[] | null): Promise<Page<MemberRow>> {
    const rows = this.select(query.search);
    if (levelIds) rows.andWhere({ levelId: In([...levelIds]) });
    if (query.levelId) rows.andWhere('member.levelId = :levelId', { levelId: query.levelId });
    if (query.channelId) rows.andWhere('member.channelId = :channelId', { channelId: query.channelId });
    if (query.staffId) rows.andWhere('member.staffId = :staffId', { staffId: query.staffId });
    if (query.joinedFrom) rows.andWhere('member.joinedAt >= :from', { from: startOfDay(query.joinedFrom) });
    if (query.joinedTo) {
      rows.andWhere('member.joinedAt < :before', { before: startOfDay(addDays(query.joinedTo, 1)) });
    }
    return page(rows, query);
  }

  /** Members of a channel; with `staffId` only those this staff member invited directly (CH-019, CH-099). */
  listForChannel(
    owner: { channelId: number; staffId: number | null },
    query: ChannelQuery,
  ): Promise<Page<MemberRow>> {
    const rows = this.select(query.search).andWhere('member.channelId = :channelId', {
      channelId: owner.channelId,
    });
    if (owner.staffId !== null) rows.andWhere('member.staffId = :staffId', { staffId: owner.staffId });
    return page(rows, query);
  }

  /** How many members each channel or level has; those without any are absent. */
  async countBy(
    tx: Tx | null,
    column: 'channelId' | 'levelId' | 'staffId',
    ids: readonly number[],
  ): Promise<Map<number, number>> {
    if (ids.length === 0) return new Map();
    const counts = await (tx ?? this.dataSource.manager)
      .createQueryBuilder(MemberRow, 'member')
      .select(`member.${column}`, 'id')
      .addSelect('COUNT(*)', 'memberCount')
      .where(`member.${column} IN (:...ids)`, { ids: [...ids] })
      .groupBy(`member.${column}`)
      .getRawMany<{ id: number; memberCount: number | string }>();
    return new Map(counts.map((row) => [Number(row.id), Number(row.memberCount)]));
  }

  private select(search: string | undefined): SelectQueryBuilder<MemberRow> {
    const rows = this.dataSource.getRepository(MemberRow).createQueryBuilder('member').where('1 = 1');
    if (!search) return rows;
    return rows.andWhere(
      `(${contains('member.nickname', 'search')} OR ${contains('member.phone', 'search')})`,
      {
        search: containsPattern(search),
      },
    );
  }
}

async function page(rows: SelectQueryBuilder<MemberRow>, query: PageQuery): Promise<Page<MemberRow>> {
  const [items, total] = await rows
    .orderBy('member.id', 'DESC')
    .skip((query.page - 1) * query.pageSize)
    .take(query.pageSize)
    .getManyAndCount();
  return { items, total };
}
