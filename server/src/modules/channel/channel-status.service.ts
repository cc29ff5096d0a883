import type { ChannelView } from '@lakeside/shared/channel/channel.contract';
import { channelError } from '@lakeside/shared/channel/channel.errors';
import { ChannelStatus } from '@lakeside/shared/channel/channel.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { IdentityService } from '../identity/identity.service';
import { ChannelGuardsService } from './channel-guards.service';
import { checkTransition, lockChannel, parentOf } from './channel-lock';
import { ChannelViewService } from './channel-view.service';
import { checkLowerLevel } from './domain/check-channel-place';
import { ChannelStaffRow } from './entities/channel-staff.entity';
import { ChannelRow } from './entities/channel.entity';
import { RateChainService } from './rate-chain.service';

/** Applications are decided here, channels closed and reopened (AD-028, AD-030; rules.md, default 15). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelStatusService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly guards: ChannelGuardsService;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly rates: RateChainService;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly views: ChannelViewService;

  /**
   * Lets an applicant in. What was right when the invite was made is checked again now. Throws CHANNEL_STATUS_CHANGED,
   * CHANNEL_CLOSED (inviter), LEVEL_NOT_LOWER, RATE_OUT_OF_BOUNDS.
   */
  approve(actor: AdminActor, id: number): Promise<ChannelView> {
    return this.transactions.run(actor, async (tx) => {
      await this.rates.lock(tx);
      const channel = await lockChannel(tx, id);
      if (channel.status !== ChannelStatus.pending) throw channelError('CHANNEL_STATUS_CHANGED');
      const parent = await parentOf(tx, channel);
      if (parent && parent.status !== ChannelStatus.active) {
        throw channelError('CHANNEL_CLOSED', { channelName: parent.name });
      }
      if (parent) checkLowerLevel(parent.level, channel.level);
      await this.rates.checkChannel(tx, { id, parent, rateBp: channel.rateBp });
      // The inviter may have moved to another level-1 channel since.
      await tx.update(ChannelRow, { id }, { status: ChannelStatus.active, l1Id: parent?.l1Id ?? id });
      return this.finish(tx, actor, { channel, action: 'channel.approve', after: { status: 'active' } });
    });
  }

  /** Throws CHANNEL_STATUS_CHANGED. The applicant may apply again. */
  reject(actor: AdminActor, input: { id: number; reason: string }): Promise<ChannelView> {
    return this.transactions.run(actor, async (tx) => {
      const channel = await lockChannel(tx, input.id);
      checkTransition(channel, ChannelStatus.rejected);
      const after = { status: ChannelStatus.rejected, rejectReason: input.reason };
      await tx.update(ChannelRow, { id: channel.id }, after);
      return this.finish(tx, actor, { channel, action: 'channel.reject', after });
    });
  }

  /** Ends the sessions of owner and staff at once. Members, cards and money stay; what waited for the
   * channel is settled by the modules that know it. Throws CHANNEL_STATUS_CHANGED. */
  close(actor: AdminActor, input: { id: number; reason: string }): Promise<ChannelView> {
    return this.transactions.run(actor, async (tx) => {
      const channel = await lockChannel(tx, input.id);
      checkTransition(channel, ChannelStatus.closed);
      await tx.update(ChannelRow, { id: channel.id }, { status: ChannelStatus.closed });
      await this.identity.closeSubject(tx, { kind: 'channelOwner', id: channel.id });
      for (const staff of await this.activeStaff(tx, channel.id)) {
        await this.identity.closeSubject(tx, { kind: 'channelStaff', id: staff.id });
      }
      await this.guards.closed(tx, actor, channel.id);
      const after = { status: ChannelStatus.closed, reason: input.reason };
      return this.finish(tx, actor, { channel, action: 'channel.close', after });
    });
  }

  /** Throws CHANNEL_STATUS_CHANGED. Its rate has kept its place in the chain, so nothing else is checked. */
  reopen(actor: AdminActor, id: number): Promise<ChannelView> {
    return this.transactions.run(actor, async (tx) => {
      const channel = await lockChannel(tx, id);
      if (channel.status !== ChannelStatus.closed) throw channelError('CHANNEL_STATUS_CHANGED');
      await tx.update(ChannelRow, { id }, { status: ChannelStatus.active });
      await this.identity.reopenSubject(tx, { kind: 'channelOwner', id });
      for (const staff of await this.activeStaff(tx, id)) {
        await this.identity.reopenSubject(tx, { kind: 'channelStaff', id: staff.id });
      }
      return this.finish(tx, actor, { channel, action: 'channel.reopen', after: { status: 'active' } });
    });
  }

  private activeStaff(tx: Tx, channelId: number): Promise<ChannelStaffRow[]> {
    return tx.findBy(ChannelStaffRow, { channelId, status: 'active' });
  }

  private async finish(
    tx: Tx,
    actor: AdminActor,
    change: { channel: ChannelRow; action: string; after: Record<string, unknown> },
  ): Promise<ChannelView> {
    const { channel, action, after } = change;
    await this.audit.record(tx, actor, {
      action,
      targetKind: 'channel',
      targetId: channel.id,
      targetLabel: channel.name,
      before: { status: channel.status },
      after,
    });
    return this.views.requireView(tx, channel.id);
  }
}
