import { channelError } from '@lakeside/shared/channel/channel.errors';
import type { Session } from '@lakeside/shared/identity/identity.contract';
import { commonError } from '@lakeside/shared/kernel/app-error';
import type { MemberProfile } from '@lakeside/shared/member/member.contract';
import { memberError } from '@lakeside/shared/member/member.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import type { Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AnonymousActor } from '../../platform/http/actor';
import { AuditService, maskPhone } from '../audit/audit.service';
import { InviteService, type ResolvedInvite } from '../channel/invite.service';
import { MemberLevelService } from '../channel/member-level.service';
import { type CredentialRecord, IdentityService } from '../identity/identity.service';
import type { SubjectIdentity } from '../identity/session.service';
import { AgreementService } from '../settings/agreement.service';
import { MemberRow } from './entities/member.entity';
import { MemberViewService } from './member-view.service';

export interface MemberLogin {
  readonly session: Session;
  readonly profile: MemberProfile;
  readonly isNew: boolean;
}

/** Work in the transaction of a login, for the account that logs in. */
type WithCredential = (tx: Tx, credentialId: number) => Promise<void>;

/** Members log in here; an unknown phone is registered by its first code login (MB-003 … MB-006, rules.md §2). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberLoginService {
  @Inject() private readonly agreements: AgreementService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly invites: InviteService;
  @Inject() private readonly levels: MemberLevelService;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly views: MemberViewService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /**
   * Logs in by code. The invite only counts for a phone without an account: the first touch wins. Throws SMS_CODE_WRONG,
   * SMS_CODE_EXPIRED, MEMBER_CLOSED and, when a new member brings an invite that no longer holds, INVITE_NOT_FOUND,
   * INVITE_EXPIRED or CHANNEL_CLOSED; the app then offers to go on without it.
   */
  async logInByCode(
    actor: AnonymousActor,
    login: { phone: string; code: string; inviteToken: string | null },
  ): Promise<MemberLogin> {
    await this.identity.verifySmsCode('member', login.phone, login.code);
    return this.enter(actor, login);
  }

  /**
   * Logs in whoever has just proven a phone number, or registers them; `also` joins the transaction. Throws as
   * `logInByCode`, the codes aside.
   */
  async enter(
    actor: AnonymousActor,
    login: { phone: string; inviteToken: string | null; also?: WithCredential },
  ): Promise<MemberLogin> {
    const credential = await this.identity.findCredential('member', login.phone);
    if (credential) return this.open(actor, credential, login.also);
    return this.transactions.run(actor, async (tx) => {
      const invite = await this.resolveInvite(tx, login.inviteToken);
      const { memberId, credentialId } = await this.register(tx, { phone: login.phone, invite });
      await login.also?.(tx, credentialId);
      await this.audit.record(tx, actor, {
        action: 'member.register',
        targetKind: 'member',
        targetId: memberId,
        targetLabel: maskPhone(login.phone),
        after: {
          channelId: invite?.channel?.id ?? null,
          inviteId: invite?.id ?? null,
          agreements: await this.agreements.versionsInForce(tx),
        },
      });
      const session = await this.identity.openSession(tx, credentialId, actor.request);
      return { session, profile: await this.views.requireProfile(tx, memberId), isNew: true };
    });
  }

  /** Throws CREDENTIALS_WRONG, LOGIN_LOCKED, MEMBER_CLOSED. */
  async logInByPassword(
    actor: AnonymousActor,
    login: { phone: string; password: string },
  ): Promise<MemberLogin> {
    const credential = await this.identity.loginWithPassword({
      audience: 'member',
      loginName: login.phone,
      password: login.password,
      request: actor.request,
    });
    return this.open(actor, credential);
  }

  /** What a member's session carries; null once the account is closed. */
  async loadActor(memberId: number): Promise<SubjectIdentity | null> {
    const row = await this.dataSource.manager.findOneBy(MemberRow, { id: memberId });
    return row?.status === 'active' ? { kind: 'member', name: row.nickname, memberId } : null;
  }

  /** Opens a session for a proven account. Throws MEMBER_CLOSED. */
  async open(
    actor: AnonymousActor,
    credential: CredentialRecord,
    also?: WithCredential,
  ): Promise<MemberLogin> {
    if (credential.isClosed) throw memberError('MEMBER_CLOSED');
    const session = await this.transactions.run(actor, async (tx) => {
      await also?.(tx, credential.credentialId);
      return this.identity.openSession(tx, credential.credentialId, actor.request);
    });
    const profile = await this.views.requireProfile(null, credential.subjectId);
    return { session, profile, isNew: false };
  }

  private async resolveInvite(tx: Tx, token: string | null): Promise<ResolvedInvite | null> {
    if (!token) return null;
    const invite = await this.invites.resolve(tx, token);
    if (invite.kind !== 'member') throw channelError('INVITE_NOT_FOUND');
    return invite;
  }

  private async register(
    tx: Tx,
    member: { phone: string; invite: ResolvedInvite | null },
  ): Promise<{ memberId: number; credentialId: number }> {
    const { phone, invite } = member;
    const level = await this.levels.lockLevelForNewMember(tx, invite?.memberLevelId ?? null);
    const row = tx.create(MemberRow, {
      phone,
      nickname: `会员${phone.slice(-4)}`,
      avatarUrl: null,
      levelId: level.id,
      channelId: invite?.channel?.id ?? null,
      staffId: invite?.staffId ?? null,
      inviterMemberId: invite?.inviterMemberId ?? null,
      remark: null,
      status: 'active',
      joinedAt: this.clock.now(),
    });
    await tx.insert(MemberRow, row);
    const credentialId = await this.identity.createCredential(tx, {
      audience: 'member',
      loginName: phone,
      subject: { kind: 'member', id: row.id },
      takenError: commonError('CONFLICT'),
    });
    return { memberId: row.id, credentialId };
  }
}
