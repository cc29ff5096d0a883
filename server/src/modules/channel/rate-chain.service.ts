import { ChannelStatus } from '@lakeside/shared/channel/channel.status';
import type { RateBp } from '@lakeside/shared/kernel/money';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, MoreThanOrEqual } from 'typeorm';
import { lockById, type Tx } from '../../platform/database/dialect';
import {
  checkMemberLevelRate,
  checkRate,
  type Rated,
  rateBounds,
  type RateBounds,
} from './domain/check-rate-chain';
import { ChannelRow } from './entities/channel.entity';
import { MemberLevelRow } from './entities/member-level.entity';
import { RateLockRow } from './entities/rate-lock.entity';

const rateLockId = 1;
/** Closed channels may be reopened, so they keep their place in the chain; applicants get theirs at approval. */
const chainStates = [ChannelStatus.active, ChannelStatus.closed];

/** The one place where rates are held against each other (rules.md §3). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class RateChainService {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** First step of every change of a rate, level, parent or member level: only one at a time. */
  async lock(tx: Tx): Promise<void> {
    await lockById(tx, RateLockRow, [rateLockId]);
  }

  /** Call under the lock. Throws RATE_OUT_OF_BOUNDS, RATE_BREAKS_CHAIN. */
  async checkChannel(
    tx: Tx,
    channel: { id: number | null; parent: Rated | null; rateBp: RateBp },
  ): Promise<void> {
    const children =
      channel.id === null
        ? []
        : await tx.findBy(ChannelRow, { parentId: channel.id, status: In(chainStates) });
    const lowestMemberLevel = await this.lowestMemberLevel(tx);
    checkRate(channel.rateBp, { parent: channel.parent, children, lowestMemberLevel });
  }

  /** Call under the lock. Throws MEMBER_LEVEL_BREAKS_RATES. */
  async checkMemberLevel(tx: Tx, rateBp: RateBp): Promise<void> {
    const inTheWay = await tx.find(ChannelRow, {
      where: { rateBp: MoreThanOrEqual(rateBp), status: In(chainStates) },
      order: { id: 'ASC' },
      take: 100,
    });
    checkMemberLevelRate(rateBp, inTheWay);
  }

  /** The open interval for a child of this channel. */
  async boundsUnder(tx: Tx | null, parent: Rated): Promise<RateBounds> {
    return rateBounds({ parent, lowestMemberLevel: await this.lowestMemberLevel(tx) });
  }

  private async lowestMemberLevel(tx: Tx | null): Promise<Rated | null> {
    const [lowest] = await (tx ?? this.dataSource.manager).find(MemberLevelRow, {
      order: { rateBp: 'ASC', id: 'ASC' },
      take: 1,
    });
    return lowest ?? null;
  }
}
