import type { ChannelProfile } from '@lakeside/shared/channel/channel.contract';
import { channelError } from '@lakeside/shared/channel/channel.errors';
import { ChannelStatus } from '@lakeside/shared/channel/channel.status';
import type { Session } from '@lakeside/shared/identity/identity.contract';
import { identityError } from '@lakeside/shared/identity/identity.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { AnonymousActor, ChannelActor } from '../../platform/http/actor';
import { type CredentialRecord, IdentityService } from '../identity/identity.service';
import type { CredentialSubject, SubjectIdentity } from '../identity/session.service';
import { ChannelViewService } from './channel-view.service';
import { modulesOf } from './domain/channel-modules';
import { ChannelStaffRow } from './entities/channel-staff.entity';
import { ChannelRow } from './entities/channel.entity';

interface Person {
  readonly channel: ChannelRow;
  /** Null for the owner. */
  readonly staff: ChannelStaffRow | null;
}

export interface ChannelLogin {
  readonly session: Session;
  readonly profile: ChannelProfile;
}

/** Work in the transaction of a login, for the account that logs in. */
type WithCredential = (tx: Tx, credentialId: number) => Promise<void>;

/** Owners and staff of channels log in here (CH-096). An applicant, a rejected or a closed channel is told which it is. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelLoginService {
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly views: ChannelViewService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Throws SMS_CODE_WRONG, SMS_CODE_EXPIRED, ACCOUNT_NOT_FOUND, and as `logInByPassword` for the state of the account. */
  async logInByCode(actor: AnonymousActor, login: { phone: string; code: string }): Promise<ChannelLogin> {
    await this.identity.verifySmsCode('channel', login.phone, login.code);
    return this.enter(actor, login);
  }

  /** Logs in whoever has just proven a phone number; `also` joins the transaction. Throws as `logInByCode`, the codes aside. */
  async enter(actor: AnonymousActor, login: { phone: string; also?: WithCredential }): Promise<ChannelLogin> {
    const credential = await this.identity.findCredential('channel', login.phone);
    if (!credential) throw identityError('ACCOUNT_NOT_FOUND');
    return this.open(actor, credential, login.also);
  }

  /** Throws CREDENTIALS_WRONG, LOGIN_LOCKED, CHANNEL_PENDING, CHANNEL_REJECTED, CHANNEL_CLOSED, ACCOUNT_CLOSED. */
  async logInByPassword(
    actor: AnonymousActor,
    login: { phone: string; password: string },
  ): Promise<ChannelLogin> {
    const credential = await this.identity.loginWithPassword({
      audience: 'channel',
      loginName: login.phone,
      password: login.password,
      request: actor.request,
    });
    return this.open(actor, credential);
  }

  /** Who is logged in, for which channel, and what they may use (CH-009 … CH-012). */
  async profileOf(actor: ChannelActor): Promise<ChannelProfile> {
    const staff =
      actor.staffId === null
        ? null
        : await this.dataSource.manager.findOneBy(ChannelStaffRow, { id: actor.staffId });
    const allowed = modulesOf(actor);
    return {
      channel: await this.views.requireView(null, actor.channelId),
      isOwner: actor.isOwner,
      staff: staff && { id: staff.id, name: staff.name },
      modules: actor.isOwner ? allowed : allowed.filter((module) => actor.modules.includes(module)),
    };
  }

  /** What a session of a channel carries; null once the channel or the staff account is not active any more. */
  async loadActor(subject: CredentialSubject): Promise<SubjectIdentity | null> {
    const person = await this.findPerson(subject);
    if (person?.channel.status !== ChannelStatus.active) return null;
    if (person.staff && person.staff.status !== 'active') return null;
    return toIdentity(person);
  }

  /** Opens a session for a proven account. Throws ACCOUNT_NOT_FOUND, CHANNEL_PENDING, CHANNEL_REJECTED, CHANNEL_CLOSED, ACCOUNT_CLOSED. */
  async open(
    actor: AnonymousActor,
    credential: CredentialRecord,
    also?: WithCredential,
  ): Promise<ChannelLogin> {
    const person = await this.findPerson(credential);
    if (!person) throw identityError('ACCOUNT_NOT_FOUND');
    checkMayLogIn(person.channel);
    const session = await this.transactions.run(actor, async (tx) => {
      await also?.(tx, credential.credentialId);
      return this.identity.openSession(tx, credential.credentialId, actor.request);
    });
    const identity = { ...toIdentity(person), credentialId: credential.credentialId, sessionId: 0 };
    return { session, profile: await this.profileOf({ ...identity, request: actor.request }) };
  }

  private async findPerson(subject: CredentialSubject): Promise<Person | null> {
    const { manager } = this.dataSource;
    const isStaff = subject.subjectKind === 'channelStaff';
    const staff = isStaff ? await manager.findOneBy(ChannelStaffRow, { id: subject.subjectId }) : null;
    if (isStaff && !staff) return null;
    const channel = await manager.findOneBy(ChannelRow, { id: staff?.channelId ?? subject.subjectId });
    return channel && { channel, staff };
  }
}

function toIdentity({ channel, staff }: Person) {
  return {
    kind: 'channel' as const,
    name: staff ? `${channel.name} ${staff.name}` : channel.name,
    channelId: channel.id,
    level: channel.level,
    l1Subtype: channel.l1Subtype,
    staffId: staff?.id ?? null,
    modules: staff?.modules ?? [],
    isOwner: staff === null,
  };
}

function checkMayLogIn(channel: ChannelRow): void {
  switch (channel.status) {
    case ChannelStatus.active:
      return;
    case ChannelStatus.pending:
      throw channelError('CHANNEL_PENDING');
    case ChannelStatus.rejected:
      throw channelError('CHANNEL_REJECTED', { reason: channel.rejectReason ?? '' });
    case ChannelStatus.closed:
      throw channelError('CHANNEL_CLOSED', { channelName: channel.name });
  }
}
