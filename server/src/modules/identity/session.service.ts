import type { Session } from '@lakeside/shared/identity/identity.contract';
import { identityError } from '@lakeside/shared/identity/identity.errors';
import { toIso } from '@lakeside/shared/kernel/date';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, IsNull, LessThan, Not } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { ActorIdentity, LoginAudience, RequestContext } from '../../platform/http/actor';
import { randomToken } from '../../platform/random';
import { CredentialRow, type SubjectKind } from './entities/credential.entity';
import { LoginSessionRow } from './entities/login-session.entity';
import { SessionTokenRow } from './entities/session-token.entity';
import { IdentitySecretService } from './identity-secret.service';

const accessLifeMs = 2 * 3600_000;
const refreshLifeMs = 30 * 24 * 3600_000;
/** Two tabs of one browser, or a second try after a lost answer, may bring the same refresh token this close together. */
const reuseGraceMs = 30_000;
const tokenLength = 43;

/** Asked for every request, hence plain SQL. */
const sessionSql = `SELECT login_session.id AS sessionId, credential.id AS credentialId, credential.audience,
    credential.subjectKind, credential.subjectId,
    CASE WHEN token.expiresAt > ? AND login_session.revokedAt IS NULL AND credential.status = 'active'
      THEN 1 ELSE 0 END AS isAlive
  FROM session_token token
  JOIN login_session ON login_session.id = token.sessionId
  JOIN credential ON credential.id = login_session.credentialId
  WHERE token.tokenHash = ? AND token.kind = 'access'`;

type WithoutSession<A> = A extends unknown ? Omit<A, 'credentialId' | 'sessionId'> : never;

/** What the module of a subject adds to a session: name, level, modules, permissions. */
export type SubjectIdentity = WithoutSession<ActorIdentity>;

export interface CredentialSubject {
  readonly credentialId: number;
  readonly subjectKind: SubjectKind;
  readonly subjectId: number;
}

/** Null when the subject may not work now; its sessions are then refused. */
export type ActorLoader = (subject: CredentialSubject) => Promise<SubjectIdentity | null>;

/** Opens, renews and ends sessions. Access tokens live two hours, refresh tokens thirty days and are used once. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SessionService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly secrets: IdentitySecretService;
  @InjectDataSource() private readonly dataSource: DataSource;
  private readonly loaderByAudience = new Map<LoginAudience, ActorLoader>();

  registerActorLoader(audience: LoginAudience, loader: ActorLoader): void {
    this.loaderByAudience.set(audience, loader);
  }

  /** Logs a credential in. Throws ACCOUNT_CLOSED. */
  async open(tx: Tx, credentialId: number, request: RequestContext): Promise<Session> {
    const [credential] = await lockById(tx, CredentialRow, [credentialId]);
    if (credential?.status !== 'active') throw identityError('ACCOUNT_CLOSED');
    const session = tx.create(LoginSessionRow, {
      credentialId,
      ip: request.ip.slice(0, 64),
      userAgent: request.userAgent.slice(0, 300),
      createdAt: this.clock.now(),
    });
    await tx.insert(LoginSessionRow, session);
    return this.issueTokens(tx, session.id);
  }

  /**
   * Exchanges a refresh token for a new pair. A token used before, other than just now, ends the whole session, for either
   * the old or the new holder is a thief. Throws REFRESH_TOKEN_INVALID.
   */
  async refresh(audience: LoginAudience, refreshToken: string): Promise<Session> {
    const tokenHash = this.secrets.tokenHash(refreshToken);
    const session = await this.transactions.retry(async (tx) => {
      const found = await tx.findOneBy(SessionTokenRow, { tokenHash, kind: 'refresh' });
      if (!found) return null;
      const [family] = await lockById(tx, LoginSessionRow, [found.sessionId]);
      const token = await tx.findOneByOrFail(SessionTokenRow, { id: found.id });
      if (!family || family.revokedAt !== null) return null;
      const now = this.clock.now();
      if (token.usedAt !== null && now.getTime() - token.usedAt.getTime() > reuseGraceMs) {
        await tx.update(LoginSessionRow, { id: family.id }, { revokedAt: now });
        return null;
      }
      const credential = await tx.findOneBy(CredentialRow, { id: family.credentialId });
      const isGood = credential?.status === 'active' && credential.audience === audience;
      if (!isGood || token.expiresAt <= now) return null;
      // The first use counts, so that the grace cannot be prolonged.
      await tx.update(SessionTokenRow, { id: token.id, usedAt: IsNull() }, { usedAt: now });
      return this.issueTokens(tx, family.id);
    });
    // Thrown outside, so that ending a stolen session is not rolled back.
    if (!session) throw identityError('REFRESH_TOKEN_INVALID');
    return session;
  }

  async revokeSession(tx: Tx, sessionId: number): Promise<void> {
    await tx.update(LoginSessionRow, { id: sessionId, revokedAt: IsNull() }, { revokedAt: this.clock.now() });
  }

  /** Ends all sessions of a credential, or all but one. */
  async revokeAll(tx: Tx, credentialId: number, exceptSessionId: number | null = null): Promise<void> {
    await tx.update(
      LoginSessionRow,
      {
        credentialId,
        revokedAt: IsNull(),
        ...(exceptSessionId === null ? {} : { id: Not(exceptSessionId) }),
      },
      { revokedAt: this.clock.now() },
    );
  }

  /** Whose access token this is; see `SessionResolver`. Nothing is cached, so an ended session ends everywhere at once. */
  async resolve(token: string): Promise<ActorIdentity | 'expired' | null> {
    const found = await this.findSession(this.secrets.tokenHash(token));
    if (!found) return null;
    if (Number(found.isAlive) !== 1) return 'expired';
    const { audience, sessionId, credentialId, subjectKind, subjectId } = found;
    const identity = await this.loaderByAudience.get(audience)?.({ credentialId, subjectKind, subjectId });
    return identity ? { ...identity, credentialId, sessionId } : 'expired';
  }

  private async findSession(tokenHash: string): Promise<FoundSession | undefined> {
    const [found] = await this.dataSource.query<FoundSession[]>(sessionSql, [this.clock.now(), tokenHash]);
    return found;
  }

  /** Deletes what no longer opens anything; a session goes when its last refresh token has expired. */
  async purge(): Promise<void> {
    const before = this.clock.now();
    await this.transactions.retry(async (tx) => {
      await tx.delete(SessionTokenRow, { expiresAt: LessThan(before) });
      await tx
        .createQueryBuilder()
        .delete()
        .from(LoginSessionRow)
        .where('createdAt < :monthAgo', { monthAgo: new Date(before.getTime() - refreshLifeMs) })
        .andWhere('NOT EXISTS (SELECT 1 FROM session_token t WHERE t.sessionId = login_session.id)')
        .execute();
    });
  }

  private async issueTokens(tx: Tx, sessionId: number): Promise<Session> {
    const now = this.clock.now().getTime();
    const access = { token: randomToken(tokenLength), expiresAt: new Date(now + accessLifeMs) };
    const refresh = { token: randomToken(tokenLength), expiresAt: new Date(now + refreshLifeMs) };
    for (const [kind, { token, expiresAt }] of [
      ['access', access],
      ['refresh', refresh],
    ] as const) {
      await tx.insert(SessionTokenRow, {
        sessionId,
        kind,
        tokenHash: this.secrets.tokenHash(token),
        expiresAt,
      });
    }
    return {
      accessToken: access.token,
      accessExpiresAt: toIso(access.expiresAt),
      refreshToken: refresh.token,
      refreshExpiresAt: toIso(refresh.expiresAt),
    };
  }
}

interface FoundSession extends CredentialSubject {
  readonly sessionId: number;
  readonly audience: LoginAudience;
  /** 1 or 0; some drivers answer with text. */
  readonly isAlive: number | string;
}
