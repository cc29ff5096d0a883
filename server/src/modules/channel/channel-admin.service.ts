import type { createL1Body, ChannelView, updateChannelBody } from '@lakeside/shared/channel/channel.contract';
import { channelError } from '@lakeside/shared/channel/channel.errors';
import { L1Subtype } from '@lakeside/shared/channel/channel.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { InferOutput } from 'valibot';
import { Clock } from '../../platform/clock';
import type { Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { AuditService, maskPhone } from '../audit/audit.service';
import { IdentityService } from '../identity/identity.service';
import { LedgerService } from '../ledger/ledger.service';
import { OrgService } from '../org/org.service';
import { ChannelGuardsService } from './channel-guards.service';
import { lockChannel } from './channel-lock';
import { ChannelViewService } from './channel-view.service';
import { checkSubtype } from './domain/check-channel-place';
import { ChannelRow } from './entities/channel.entity';
import { RateChainService } from './rate-chain.service';

/** What the back office enters and edits of channels (AD-015 … AD-027). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelAdminService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly guards: ChannelGuardsService;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly ledger: LedgerService;
  @Inject() private readonly org: OrgService;
  @Inject() private readonly rates: RateChainService;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly views: ChannelViewService;

  /**
   * Creates a level-1 channel, active at once, with its login and its accounts. Throws RATE_OUT_OF_BOUNDS,
   * STORE_LOCATION_REQUIRED, CHANNEL_PHONE_TAKEN, SALESPERSON_NOT_FOUND.
   */
  createL1(actor: Actor, body: InferOutput<typeof createL1Body>): Promise<ChannelView> {
    checkSubtype({ ...body, level: 1 });
    return this.transactions.run(actor, async (tx) => {
      await this.rates.lock(tx);
      await this.rates.checkChannel(tx, { id: null, parent: null, rateBp: body.rateBp });
      if (body.salespersonId !== null) await this.org.requireSalesperson(tx, body.salespersonId);
      const row = tx.create(ChannelRow, {
        ...body,
        level: 1,
        parentId: null,
        l1Id: 0,
        status: 'active',
        createdAt: this.clock.now(),
      });
      await tx.insert(ChannelRow, row);
      await tx.update(ChannelRow, { id: row.id }, { l1Id: row.id });
      await this.identity.createCredential(tx, {
        audience: 'channel',
        loginName: body.phone,
        subject: { kind: 'channelOwner', id: row.id },
        takenError: channelError('CHANNEL_PHONE_TAKEN'),
      });
      await this.ledger.openL1Accounts(tx, { channelId: row.id, name: row.name });
      await this.audit.record(tx, actor, {
        action: 'channel.createL1',
        targetKind: 'channel',
        targetId: row.id,
        targetLabel: row.name,
        after: { l1Subtype: row.l1Subtype, rateBp: row.rateBp, phone: maskPhone(row.phone) },
      });
      return this.views.requireView(tx, row.id);
    });
  }

  /** Edits the data of a channel. Throws as `createL1`, SUBTYPE_ONLY_L1, and what the guards of a store throw. */
  updateChannel(
    actor: Actor,
    input: { id: number; body: InferOutput<typeof updateChannelBody> },
  ): Promise<ChannelView> {
    return this.transactions.run(actor, async (tx) => {
      const channel = await lockChannel(tx, input.id);
      const l1Subtype = input.body.l1Subtype ?? channel.l1Subtype;
      checkSubtype({ ...input.body, level: channel.level, l1Subtype });
      if (channel.l1Subtype === L1Subtype.store && l1Subtype !== L1Subtype.store) {
        await this.guards.checkStoreEnd(tx, channel.id);
      }
      const { salespersonId, phone } = input.body;
      if (salespersonId !== null) await this.org.requireSalesperson(tx, salespersonId);
      if (phone !== channel.phone) await this.changePhone(tx, channel.id, phone);
      await tx.update(ChannelRow, { id: channel.id }, { ...input.body, l1Subtype });
      // The ledger knows an L1 by the name it was given.
      if (channel.level === 1)
        await this.ledger.renameOwner(tx, { channelId: channel.id, name: input.body.name });
      await this.audit.record(tx, actor, {
        action: 'channel.update',
        targetKind: 'channel',
        targetId: channel.id,
        targetLabel: input.body.name,
        before: auditFields(channel),
        after: auditFields({ ...input.body, l1Subtype }),
      });
      return this.views.requireView(tx, channel.id);
    });
  }

  private async changePhone(tx: Tx, channelId: number, phone: string): Promise<void> {
    await this.identity.changeLoginName(
      tx,
      { kind: 'channelOwner', id: channelId },
      { loginName: phone, takenError: channelError('CHANNEL_PHONE_TAKEN') },
    );
  }
}

function auditFields(channel: {
  name: string;
  contactName: string;
  phone: string;
  l1Subtype: string | null;
  salespersonId: number | null;
}) {
  const { name, contactName, l1Subtype, salespersonId } = channel;
  return { name, contactName, l1Subtype, salespersonId, phone: maskPhone(channel.phone) };
}
