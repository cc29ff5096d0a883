import type { ChannelView } from '@lakeside/shared/channel/channel.contract';
import { channelError } from '@lakeside/shared/channel/channel.errors';
import { ChannelStatus, type L1Subtype } from '@lakeside/shared/channel/channel.status';
import type { ChannelLevel } from '@lakeside/shared/kernel/endpoint';
import type { RateBp } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Not } from 'typeorm';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { LedgerService } from '../ledger/ledger.service';
import { ChannelGuardsService } from './channel-guards.service';
import { lockChannel } from './channel-lock';
import { ChannelViewService } from './channel-view.service';
import { checkPlace, checkSubtype } from './domain/check-channel-place';
import { ChannelRow } from './entities/channel.entity';
import { RateChainService } from './rate-chain.service';

export interface LevelChange {
  readonly id: number;
  readonly level: ChannelLevel;
  readonly parentId: number | null;
  readonly l1Subtype: L1Subtype | null;
  readonly rateBp: RateBp;
}

/** Moves a channel, with whatever stands below it, to another place in the tree (AD-029; rules.md, default 14). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelLevelService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly guards: ChannelGuardsService;
  @Inject() private readonly ledger: LedgerService;
  @Inject() private readonly rates: RateChainService;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly views: ChannelViewService;

  /**
   * Throws CHANNEL_NOT_FOUND, LEVEL_NOT_LOWER, LEVEL_BREAKS_TREE, CHANNEL_CLOSED (new parent), SUBTYPE_ONLY_L1,
   * STORE_LOCATION_REQUIRED, RATE_OUT_OF_BOUNDS, RATE_BREAKS_CHAIN, ACCOUNTS_NOT_EMPTY (a level 1 with money left), and what
   * the guards throw.
   */
  changeLevel(actor: AdminActor, change: LevelChange): Promise<ChannelView> {
    return this.transactions.run(actor, async (tx) => {
      await this.rates.lock(tx);
      const channel = await lockChannel(tx, change.id);
      if (isApplicant(channel)) throw channelError('CHANNEL_STATUS_CHANGED');
      const parent = change.parentId === null ? null : await lockChannel(tx, change.parentId);
      // Applicants count as children here: they were promised a place under this channel.
      const children = await tx.findBy(ChannelRow, { parentId: channel.id, status: Not('rejected') });
      checkPlace({ channel, children, level: change.level, parent });
      const l1Subtype = checkSubtype({ ...channel, level: change.level, l1Subtype: change.l1Subtype });
      await this.rates.checkChannel(tx, { id: channel.id, parent, rateBp: change.rateBp });

      const l1Id = parent?.l1Id ?? channel.id;
      const movedWith = l1Id === channel.l1Id ? [] : await this.lockBelow(tx, channel);
      for (const moved of [channel, ...movedWith]) {
        await this.guards.check(tx, {
          channelId: moved.id,
          fromLevel: moved.level,
          toLevel: moved.id === channel.id ? change.level : moved.level,
          fromParentId: moved.parentId,
          toParentId: moved.id === channel.id ? change.parentId : moved.parentId,
        });
      }
      await this.moveAccounts(tx, channel, change.level);
      const { level, parentId, rateBp } = change;
      await tx.update(ChannelRow, { id: channel.id }, { level, parentId, l1Id, l1Subtype, rateBp });
      for (const moved of movedWith) await tx.update(ChannelRow, { id: moved.id }, { l1Id });
      await this.audit.record(tx, actor, {
        action: 'channel.changeLevel',
        targetKind: 'channel',
        targetId: channel.id,
        targetLabel: channel.name,
        before: placeOf(channel),
        after: placeOf({ level, parentId, l1Subtype, rateBp }),
      });
      return this.views.requireView(tx, channel.id);
    });
  }

  /** Only level 1 has accounts; leaving it needs empty ones. */
  private async moveAccounts(tx: Tx, channel: ChannelRow, level: ChannelLevel): Promise<void> {
    if (level === channel.level) return;
    if (channel.level === 1) await this.ledger.closeL1Accounts(tx, channel.id);
    if (level === 1) await this.ledger.openL1Accounts(tx, { channelId: channel.id, name: channel.name });
  }

  private async lockBelow(tx: Tx, channel: ChannelRow): Promise<ChannelRow[]> {
    const children = await tx.findBy(ChannelRow, { parentId: channel.id });
    const grandchildren =
      channel.level === 1 ? await tx.findBy(ChannelRow, { l1Id: channel.id, id: Not(channel.id) }) : [];
    return lockById(
      tx,
      ChannelRow,
      [...children, ...grandchildren].map((row) => row.id),
    );
  }
}

function isApplicant(channel: ChannelRow): boolean {
  return channel.status === ChannelStatus.pending || channel.status === ChannelStatus.rejected;
}

function placeOf(place: {
  level: number;
  parentId: number | null;
  l1Subtype: string | null;
  rateBp: number;
}) {
  const { level, parentId, l1Subtype, rateBp } = place;
  return { level, parentId, l1Subtype, rateBp };
}
