import type { ChannelView } from '@lakeside/shared/channel/channel.contract';
import { channelError } from '@lakeside/shared/channel/channel.errors';
import { ChannelStatus } from '@lakeside/shared/channel/channel.status';
import type { RateBp } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AdminActor, ChannelActor } from '../../platform/http/actor';
import type { Actor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { lockChannel, parentOf } from './channel-lock';
import { ChannelViewService } from './channel-view.service';
import { ChannelService } from './channel.service';
import type { RateBounds } from './domain/check-rate-chain';
import { ChannelRow } from './entities/channel.entity';
import { RateChainService } from './rate-chain.service';

/** Changes of discounts. The platform may change any, a channel those of its direct children (AD-021 … AD-023). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelRateService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly rates: RateChainService;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly views: ChannelViewService;

  /** Throws CHANNEL_NOT_FOUND, RATE_OUT_OF_BOUNDS, RATE_BREAKS_CHAIN. */
  changeRate(actor: AdminActor, change: { id: number; rateBp: RateBp }): Promise<ChannelView> {
    return this.transactions.run(actor, async (tx) => {
      await this.rates.lock(tx);
      return this.apply(tx, actor, change);
    });
  }

  /** Throws NOT_DIRECT_CHILD, CHANNEL_CLOSED, RATE_OUT_OF_BOUNDS, RATE_BREAKS_CHAIN. */
  changeChildRate(actor: ChannelActor, change: { id: number; rateBp: RateBp }): Promise<ChannelView> {
    return this.transactions.run(actor, async (tx) => {
      await this.rates.lock(tx);
      await this.channels.requireDirectChild(tx, actor.channelId, change.id);
      return this.apply(tx, actor, change);
    });
  }

  /** The open interval in which a rate for a child of the actor must lie (CH-018). */
  async boundsOf(actor: ChannelActor): Promise<RateBounds> {
    const own = await this.channels.requireChannel(null, actor.channelId);
    return this.rates.boundsUnder(null, own);
  }

  private async apply(tx: Tx, actor: Actor, change: { id: number; rateBp: RateBp }): Promise<ChannelView> {
    const channel = await lockChannel(tx, change.id);
    if (channel.status === ChannelStatus.rejected) throw channelError('CHANNEL_STATUS_CHANGED');
    const parent = await parentOf(tx, channel);
    await this.rates.checkChannel(tx, { id: channel.id, parent, rateBp: change.rateBp });
    await tx.update(ChannelRow, { id: channel.id }, { rateBp: change.rateBp });
    await this.audit.record(tx, actor, {
      action: 'channel.changeRate',
      targetKind: 'channel',
      targetId: channel.id,
      targetLabel: channel.name,
      before: { rateBp: channel.rateBp },
      after: { rateBp: change.rateBp },
    });
    return this.views.requireView(tx, channel.id);
  }
}
