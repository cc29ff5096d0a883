import { channelError } from '@lakeside/shared/channel/channel.errors';
import { ChannelStatus } from '@lakeside/shared/channel/channel.status';
import type { invitePreviewSchema } from '@lakeside/shared/channel/invite.contract';
import type { Invite } from '@lakeside/shared/channel/invite.schemas';
import { toIso } from '@lakeside/shared/kernel/date';
import type { RateBp } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import type { InferOutput } from 'valibot';
import { Clock } from '../../platform/clock';
import { AppConfig } from '../../platform/config/config';
import { type Tx, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor, ChannelActor } from '../../platform/http/actor';
import { randomToken } from '../../platform/random';
import { AuditService } from '../audit/audit.service';
import { type ChannelRecord, ChannelService } from './channel.service';
import { checkLowerLevel } from './domain/check-channel-place';
import { inviteUrl } from './domain/invite-url';
import { ChannelStaffRow } from './entities/channel-staff.entity';
import { type InviterKind, InviteRow } from './entities/invite.entity';
import { MemberLevelService } from './member-level.service';
import { MemberPortService } from './member-port.service';
import { RateChainService } from './rate-chain.service';

/** Short enough for a mini program's scene (32 characters), long enough not to be guessed: 71 bits. */
const tokenLength = 12;
const channelInviteDays = 30;

/** What an invite stands for, checked at the moment of use. */
export interface ResolvedInvite {
  readonly id: number;
  readonly kind: 'member' | 'channel';
  readonly inviterName: string;
  /** Null when a member of the platform itself invites. */
  readonly channel: ChannelRecord | null;
  readonly staffId: number | null;
  readonly inviterMemberId: number | null;
  readonly memberLevelId: number | null;
  readonly childLevel: 2 | 3 | null;
  readonly rateBp: RateBp | null;
}

/** Invites: made by channels, staff and members, resolved here alone, checked again at every use (rules.md §2). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class InviteService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly levels: MemberLevelService;
  @Inject() private readonly members: MemberPortService;
  @Inject() private readonly rates: RateChainService;
  @Inject() private readonly transactions: TransactionService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** An invite for a lower channel at a rate within the bounds (CH-016 … CH-018). Throws LEVEL_NOT_LOWER, RATE_OUT_OF_BOUNDS. */
  createChannelInvite(actor: ChannelActor, offer: { childLevel: 2 | 3; rateBp: RateBp }): Promise<Invite> {
    return this.transactions.run(actor, async (tx) => {
      const own = await this.channels.requireActiveChannel(tx, actor.channelId);
      checkLowerLevel(own.level, offer.childLevel);
      await this.rates.checkChannel(tx, { id: null, parent: own, rateBp: offer.rateBp });
      const now = this.clock.now();
      const invite = tx.create(InviteRow, {
        token: randomToken(tokenLength),
        kind: 'channel',
        inviterKind: actor.staffId === null ? 'channel' : 'staff',
        inviterId: actor.staffId ?? actor.channelId,
        ...offer,
        createdAt: now,
        expiresAt: new Date(now.getTime() + channelInviteDays * 24 * 3600_000),
      });
      await tx.insert(InviteRow, invite);
      await this.audit.record(tx, actor, {
        action: 'channel.createInvite',
        targetKind: 'channel',
        targetId: own.id,
        targetLabel: own.name,
        after: { ...offer },
      });
      return this.toInvite(invite);
    });
  }

  /** The lasting member invite of the actor's channel, or of the staff member who acts. Throws MEMBER_LEVEL_NOT_FOUND. */
  async channelMemberInvite(actor: ChannelActor, memberLevelId: number | null): Promise<Invite> {
    if (memberLevelId !== null) await this.levels.requireLevel(null, memberLevelId);
    const inviter =
      actor.staffId === null
        ? { inviterKind: 'channel' as const, inviterId: actor.channelId }
        : { inviterKind: 'staff' as const, inviterId: actor.staffId };
    return this.lastingInvite(actor, { ...inviter, memberLevelId });
  }

  /** The lasting invite of a member (MB-059). */
  memberInvite(actor: Actor, memberId: number): Promise<Invite> {
    return this.lastingInvite(actor, { inviterKind: 'member', inviterId: memberId, memberLevelId: null });
  }

  /** What the scanner of a token may see. Throws as `resolve`. */
  async preview(token: string): Promise<InferOutput<typeof invitePreviewSchema>> {
    const invite = await this.resolve(null, token);
    const level =
      invite.memberLevelId === null ? null : await this.levels.findLevel(null, invite.memberLevelId);
    return {
      kind: invite.kind,
      inviterName: invite.inviterName,
      channelName: invite.channel?.name ?? null,
      childLevel: invite.childLevel,
      rateBp: invite.rateBp,
      memberLevelName: level?.name ?? null,
    };
  }

  /**
   * What a token stands for, now. Throws INVITE_NOT_FOUND (unknown, or the inviter left), INVITE_EXPIRED, CHANNEL_CLOSED.
   */
  async resolve(tx: Tx | null, token: string): Promise<ResolvedInvite> {
    const invite = await (tx ?? this.dataSource.manager).findOneBy(InviteRow, { token });
    if (!invite) throw channelError('INVITE_NOT_FOUND');
    if (invite.expiresAt && invite.expiresAt <= this.clock.now()) throw channelError('INVITE_EXPIRED');
    const inviter = await this.inviterOf(tx, invite);
    const channel =
      inviter.channelId === null ? null : await this.channels.requireChannel(tx, inviter.channelId);
    if (channel && channel.status !== ChannelStatus.active) {
      throw channelError('CHANNEL_CLOSED', { channelName: channel.name });
    }
    return {
      id: invite.id,
      kind: invite.kind,
      inviterName: inviter.name ?? channel?.name ?? '',
      channel,
      staffId: invite.inviterKind === 'staff' ? invite.inviterId : null,
      inviterMemberId: invite.inviterKind === 'member' ? invite.inviterId : null,
      memberLevelId: invite.memberLevelId,
      childLevel: invite.childLevel,
      rateBp: invite.rateBp,
    };
  }

  private async inviterOf(
    tx: Tx | null,
    invite: InviteRow,
  ): Promise<{ name: string | null; channelId: number | null }> {
    switch (invite.inviterKind) {
      case 'channel':
        return { name: null, channelId: invite.inviterId };
      case 'staff': {
        const manager = tx ?? this.dataSource.manager;
        const staff = await manager.findOneBy(ChannelStaffRow, { id: invite.inviterId });
        if (staff?.status !== 'active') throw channelError('INVITE_NOT_FOUND');
        return staff;
      }
      case 'member': {
        const member = await this.members.findInviter(tx, invite.inviterId);
        if (!member?.isActive) throw channelError('INVITE_NOT_FOUND');
        return member;
      }
    }
  }

  private lastingInvite(
    actor: Actor,
    invite: { inviterKind: InviterKind; inviterId: number; memberLevelId: number | null },
  ): Promise<Invite> {
    const reuseKey = `${invite.inviterKind}:${invite.inviterId}:${invite.memberLevelId ?? 0}`;
    return this.transactions.run(actor, async (tx) => {
      const found = await tx.findOneBy(InviteRow, { reuseKey });
      if (found) return this.toInvite(found);
      const createdAt = this.clock.now();
      const token = randomToken(tokenLength);
      await upsertIgnore(tx, InviteRow, [{ ...invite, kind: 'member', token, reuseKey, createdAt }]);
      return this.toInvite(await tx.findOneByOrFail(InviteRow, { reuseKey }));
    });
  }

  private toInvite(invite: Pick<InviteRow, 'kind' | 'token' | 'expiresAt'>): Invite {
    const { publicUrl } = this.config;
    return {
      token: invite.token,
      url: inviteUrl(publicUrl, invite),
      pictureUrl: `${publicUrl}/api/public/invites/${invite.token}/picture`,
      expiresAt: invite.expiresAt ? toIso(invite.expiresAt) : null,
    };
  }
}
