import type { PhoneAudience, Session } from '@lakeside/shared/identity/identity.contract';
import { identityError } from '@lakeside/shared/identity/identity.errors';
import type { AppError } from '@lakeside/shared/kernel/app-error';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { isUniqueViolation, type Tx } from '../../platform/database/dialect';
import type { LoginAudience, RequestContext } from '../../platform/http/actor';
import { CredentialRow, type SubjectKind } from './entities/credential.entity';
import { WechatBindingRow } from './entities/wechat-binding.entity';
import { PasswordService } from './password.service';
import { type ActorLoader, type CredentialSubject, SessionService } from './session.service';
import { SmsCodeService } from './sms-code.service';

/** The person behind a credential, as their own module knows them. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: number;
}

export interface CredentialRecord extends CredentialSubject {
  readonly loginName: string | null;
  readonly hasPassword: boolean;
  readonly isClosed: boolean;
}

/**
 * Credentials and logins. Knows people only as (audience, kind, id): the modules they belong to create their credentials,
 * decide who may log in and load what a session carries.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class IdentityService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly passwords: PasswordService;
  @Inject() private readonly sessions: SessionService;
  @Inject() private readonly smsCodes: SmsCodeService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Gives a subject its login. Throws `takenError` when another credential of the audience has the login name. */
  async createCredential(
    tx: Tx,
    credential: {
      audience: LoginAudience;
      loginName: string;
      subject: Subject;
      password?: string | null;
      takenError: AppError;
    },
  ): Promise<number> {
    const row = tx.create(CredentialRow, {
      audience: credential.audience,
      loginName: normalizeLoginName(credential.loginName),
      subjectKind: credential.subject.kind,
      subjectId: credential.subject.id,
      passwordHash: credential.password ? await this.passwords.hash(credential.password) : null,
      status: 'active',
      createdAt: this.clock.now(),
    });
    await refuseTaken(tx.insert(CredentialRow, row), credential.takenError);
    return row.id;
  }

  /** Changes phone or user name; null gives the name up for others. Throws `takenError` when it is in use. */
  async changeLoginName(
    tx: Tx,
    subject: Subject,
    change: { loginName: string | null; takenError: AppError },
  ): Promise<void> {
    const loginName = change.loginName === null ? null : normalizeLoginName(change.loginName);
    await refuseTaken(tx.update(CredentialRow, bySubject(subject), { loginName }), change.takenError);
  }

  /** Ends all sessions of the subject at once and refuses new ones. */
  async closeSubject(tx: Tx, subject: Subject): Promise<void> {
    const credential = await tx.findOneBy(CredentialRow, bySubject(subject));
    if (!credential) return;
    await tx.update(CredentialRow, { id: credential.id }, { status: 'closed' });
    await this.sessions.revokeAll(tx, credential.id);
  }

  /** Closes the subject for good: no login name, no password, no WeChat user is left, so that all three are free again. */
  async removeSubject(tx: Tx, subject: Subject): Promise<void> {
    await this.closeSubject(tx, subject);
    const credential = await tx.findOneBy(CredentialRow, bySubject(subject));
    if (!credential) return;
    await tx.update(CredentialRow, { id: credential.id }, { loginName: null, passwordHash: null });
    await tx.delete(WechatBindingRow, { credentialId: credential.id });
  }

  /** Ends all sessions of the subject at once; it may log in again. */
  async endSessions(tx: Tx, subject: Subject): Promise<void> {
    const credential = await tx.findOneBy(CredentialRow, bySubject(subject));
    if (credential) await this.sessions.revokeAll(tx, credential.id);
  }

  async reopenSubject(tx: Tx, subject: Subject): Promise<void> {
    await tx.update(CredentialRow, bySubject(subject), { status: 'active' });
  }

  /** Null when nobody of the audience has this login name. */
  async findCredential(
    audience: LoginAudience,
    loginName: string,
    tx: Tx | null = null,
  ): Promise<CredentialRecord | null> {
    const row = await (tx ?? this.dataSource.manager).findOneBy(CredentialRow, {
      audience,
      loginName: normalizeLoginName(loginName),
    });
    return row && toRecord(row);
  }

  async findCredentialById(id: number): Promise<CredentialRecord | null> {
    const row = await this.dataSource.manager.findOneBy(CredentialRow, { id });
    return row && toRecord(row);
  }

  async findCredentialOf(subject: Subject, tx: Tx | null = null): Promise<CredentialRecord | null> {
    const row = await (tx ?? this.dataSource.manager).findOneBy(CredentialRow, bySubject(subject));
    return row && toRecord(row);
  }

  /** Consumes the code sent to the phone. Call it before the use case's transaction. Throws SMS_CODE_WRONG, SMS_CODE_EXPIRED. */
  verifySmsCode(audience: PhoneAudience, phone: string, code: string): Promise<void> {
    return this.smsCodes.verify(audience, phone, code);
  }

  /** Proves a phone by code and answers whose it is; null when it has no account yet. Throws as `verifySmsCode`. */
  async loginWithCode(login: {
    audience: PhoneAudience;
    phone: string;
    code: string;
  }): Promise<CredentialRecord | null> {
    await this.smsCodes.verify(login.audience, login.phone, login.code);
    return this.findCredential(login.audience, login.phone);
  }

  /**
   * Proves an account by password. Unknown account and wrong password are answered alike: CREDENTIALS_WRONG, or LOGIN_LOCKED
   * after too many attempts.
   */
  async loginWithPassword(login: {
    audience: LoginAudience;
    loginName: string;
    password: string;
    request: RequestContext;
  }): Promise<CredentialRecord> {
    const loginName = normalizeLoginName(login.loginName);
    const row = await this.dataSource.manager.findOneBy(CredentialRow, {
      audience: login.audience,
      loginName,
    });
    const isRight = await this.passwords.checkCounted({
      account: `${login.audience}:${loginName}`,
      address: login.request.ip,
      password: login.password,
      passwordHash: row?.passwordHash ?? null,
    });
    if (!row || !isRight) throw identityError('CREDENTIALS_WRONG');
    return toRecord(row);
  }

  /** Opens a session for a proven credential. Throws ACCOUNT_CLOSED. */
  openSession(tx: Tx, credentialId: number, request: RequestContext): Promise<Session> {
    return this.sessions.open(tx, credentialId, request);
  }

  /** Tells how a session of this audience becomes an actor; called once at boot by the module that knows the people. */
  registerActorLoader(audience: LoginAudience, loader: ActorLoader): void {
    this.sessions.registerActorLoader(audience, loader);
  }
}

function normalizeLoginName(loginName: string): string {
  return loginName.trim().toLowerCase();
}

function bySubject(subject: Subject) {
  return { subjectKind: subject.kind, subjectId: subject.id };
}

function toRecord(row: CredentialRow): CredentialRecord {
  return {
    credentialId: row.id,
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    loginName: row.loginName,
    hasPassword: row.passwordHash !== null,
    isClosed: row.status === 'closed',
  };
}

async function refuseTaken(write: Promise<unknown>, takenError: AppError): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (isUniqueViolation(error, 'ux_credential_login_name')) throw takenError;
    throw error;
  }
}
