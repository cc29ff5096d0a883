import { channelError } from '@lakeside/shared/channel/channel.errors';
import { ChannelStatus } from '@lakeside/shared/channel/channel.status';
import type { invitePublicContract } from '@lakeside/shared/channel/invite.contract';
import type { EndpointResponse, ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { RateBp } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import type { Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AnonymousActor } from '../../platform/http/actor';
import { AuditService, maskPhone } from '../audit/audit.service';
import { IdentityService } from '../identity/identity.service';
import { AgreementService } from '../settings/agreement.service';
import { checkTransition, lockChannel } from './channel-lock';
import type { ChannelRecord } from './channel.service';
import { checkLowerLevel } from './domain/check-channel-place';
import { ChannelRow } from './entities/channel.entity';
import { InviteService } from './invite.service';
import { RateChainService } from './rate-chain.service';

type Application = ParsedInput<typeof invitePublicContract.applyAsChannel>['body'];
type Answer = EndpointResponse<typeof invitePublicContract.applyAsChannel>;

/** What a channel invite offers, all of it from the invite's row. */
interface Offer {
  readonly inviteId: number;
  readonly parent: ChannelRecord;
  readonly level: 2 | 3;
  readonly rateBp: RateBp;
}

/** Someone scans a channel invite and applies; a pending channel is the result (rules.md §2, AD-028). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelApplicationService {
  @Inject() private readonly agreements: AgreementService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly invites: InviteService;
  @Inject() private readonly rates: RateChainService;
  @Inject() private readonly transactions: TransactionService;

  /**
   * Throws what `InviteService.resolve` throws, LEVEL_NOT_LOWER and RATE_OUT_OF_BOUNDS when the offer no longer holds,
   * SMS_CODE_WRONG, SMS_CODE_EXPIRED, CHANNEL_PHONE_TAKEN. One who was rejected may apply again.
   */
  async apply(actor: AnonymousActor, application: Application): Promise<Answer> {
    // An invite that is no good is reported before the code is spent.
    await this.offerOf(null, application.token);
    await this.identity.verifySmsCode('channel', application.phone, application.code);
    return this.transactions.run(actor, async (tx) => {
      await this.rates.lock(tx);
      const offer = await this.offerOf(tx, application.token);
      await this.rates.checkChannel(tx, { id: null, parent: offer.parent, rateBp: offer.rateBp });
      const channelId = await this.saveApplicant(tx, application, offer);
      await this.audit.record(tx, actor, {
        action: 'channel.apply',
        targetKind: 'channel',
        targetId: channelId,
        targetLabel: application.name,
        after: {
          phone: maskPhone(application.phone),
          parentId: offer.parent.id,
          level: offer.level,
          rateBp: offer.rateBp,
          agreements: await this.agreements.versionsInForce(tx),
        },
      });
      return { channelId, status: ChannelStatus.pending };
    });
  }

  private async offerOf(tx: Tx | null, token: string): Promise<Offer> {
    const { id, channel, childLevel, rateBp } = await this.invites.resolve(tx, token);
    if (!channel || childLevel === null || rateBp === null) throw channelError('INVITE_NOT_FOUND');
    checkLowerLevel(channel.level, childLevel);
    return { inviteId: id, parent: channel, level: childLevel, rateBp };
  }

  private async saveApplicant(tx: Tx, application: Application, offer: Offer): Promise<number> {
    const { name, contactName, phone, address } = application;
    const fields = {
      name,
      contactName,
      phone,
      address,
      level: offer.level,
      l1Subtype: null,
      rateBp: offer.rateBp,
      parentId: offer.parent.id,
      l1Id: offer.parent.l1Id,
      inviteId: offer.inviteId,
      status: ChannelStatus.pending,
      rejectReason: null,
    };
    const credential = await this.identity.findCredential('channel', phone, tx);
    if (credential) {
      if (credential.subjectKind !== 'channelOwner') throw channelError('CHANNEL_PHONE_TAKEN');
      const earlier = await lockChannel(tx, credential.subjectId);
      if (earlier.status !== ChannelStatus.rejected) throw channelError('CHANNEL_PHONE_TAKEN');
      checkTransition(earlier, ChannelStatus.pending);
      await tx.update(ChannelRow, { id: earlier.id }, fields);
      return earlier.id;
    }
    const row = tx.create(ChannelRow, { ...fields, businessMode: 'dealer', createdAt: this.clock.now() });
    await tx.insert(ChannelRow, row);
    await this.identity.createCredential(tx, {
      audience: 'channel',
      loginName: phone,
      subject: { kind: 'channelOwner', id: row.id },
      takenError: channelError('CHANNEL_PHONE_TAKEN'),
    });
    return row.id;
  }
}
