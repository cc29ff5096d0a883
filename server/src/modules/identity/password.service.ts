import { identityError } from '@lakeside/shared/identity/identity.errors';
import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { hash, verify } from '@node-rs/argon2';
import { DataSource, LessThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById, type Tx, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { randomToken } from '../../platform/random';
import { AuditService } from '../audit/audit.service';
import { countAttempt, maxAttemptsPerAccount, maxAttemptsPerAddress } from './domain/login-lock';
import { CredentialRow, type SubjectKind } from './entities/credential.entity';
import { LoginAttemptRow } from './entities/login-attempt.entity';
import { IdentitySecretService } from './identity-secret.service';
import { type CredentialSubject, SessionService } from './session.service';

interface PasswordCheck {
  /** What is locked after too many attempts: audience and login name, whether or not there is such an account. */
  readonly account: string;
  readonly address: string;
  readonly password: string;
  /** Null for an unknown account or one without a password; the check then takes as long and fails. */
  readonly passwordHash: string | null;
}

/** An actor with a login of its own. */
export type LoggedInActor = Extract<Actor, { credentialId: number }>;

const dayMs = 24 * 3600_000;

/** Passwords: argon2id, counted attempts, changes that end other sessions. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PasswordService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly secrets: IdentitySecretService;
  @Inject() private readonly sessions: SessionService;
  @InjectDataSource() private readonly dataSource: DataSource;
  private hashOfNobody: string;

  @Init()
  async init(): Promise<void> {
    this.hashOfNobody = await hash(randomToken(20));
  }

  hash(password: string): Promise<string> {
    return hash(password);
  }

  /**
   * Checks a password under the lock-out. An attempt is counted before the password is looked at, so that many at once
   * cannot slip under the limit. Throws LOGIN_LOCKED.
   */
  async checkCounted(check: PasswordCheck): Promise<boolean> {
    const account = this.secrets.tokenHash(`account:${check.account}`);
    const address = this.secrets.tokenHash(`address:${check.address}`);
    await this.transactions.retry(async (tx) => {
      await this.count(tx, account, maxAttemptsPerAccount);
      await this.count(tx, address, maxAttemptsPerAddress);
    });
    if (!(await this.check(check.password, check.passwordHash))) return false;
    await this.transactions.retry(async (tx) => {
      await tx.update(LoginAttemptRow, { subject: account }, { failedCount: 0 });
      await tx
        .createQueryBuilder()
        .update(LoginAttemptRow)
        .set({ failedCount: () => 'failedCount - 1' })
        .where('subject = :address AND failedCount > 0', { address })
        .execute();
    });
    return true;
  }

  /**
   * Sets the own password; other sessions end. `currentPassword` is null only while there is none.
   * Throws CURRENT_PASSWORD_WRONG, LOGIN_LOCKED.
   */
  async changePassword(
    actor: LoggedInActor,
    change: { currentPassword: string | null; newPassword: string },
  ): Promise<void> {
    const { credentialId, sessionId, request } = actor;
    const current = await this.dataSource.manager.findOneByOrFail(CredentialRow, {
      id: credentialId,
    });
    if (current.passwordHash !== null) {
      const isRight = await this.checkCounted({
        account: `change:${credentialId}`,
        address: request.ip,
        password: change.currentPassword ?? '',
        passwordHash: current.passwordHash,
      });
      if (!isRight) throw identityError('CURRENT_PASSWORD_WRONG');
    }
    const newHash = await this.hash(change.newPassword);
    await this.transactions.run(actor, async (tx) => {
      const [credential] = await lockById(tx, CredentialRow, [credentialId]);
      if (credential?.passwordHash !== current.passwordHash) throw identityError('CURRENT_PASSWORD_WRONG');
      await tx.update(CredentialRow, { id: credentialId }, { passwordHash: newHash });
      await this.sessions.revokeAll(tx, credentialId, sessionId);
      await this.recordChange(tx, actor, { action: 'identity.changePassword', owner: credential });
    });
  }

  /** Sets a new password for a proven owner; all sessions end and the lock of the account is lifted. */
  async resetPassword(
    actor: Actor,
    reset: { owner: CredentialSubject; account: string; newPassword: string },
  ): Promise<void> {
    const { owner, account, newPassword } = reset;
    const passwordHash = await this.hash(newPassword);
    await this.transactions.run(actor, async (tx) => {
      await tx.update(CredentialRow, { id: owner.credentialId }, { passwordHash });
      await this.sessions.revokeAll(tx, owner.credentialId);
      const subject = this.secrets.tokenHash(`account:${account}`);
      await tx.update(LoginAttemptRow, { subject }, { failedCount: 0 });
      await this.recordChange(tx, actor, { action: 'identity.resetPassword', owner });
    });
  }

  /** Deletes counts that no longer matter. */
  async purgeAttempts(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - dayMs);
    await this.transactions.retry((tx) => tx.delete(LoginAttemptRow, { lastAt: LessThan(before) }));
  }

  private recordChange(
    tx: Tx,
    actor: Actor,
    change: { action: string; owner: { subjectKind: SubjectKind; subjectId: number } },
  ): Promise<void> {
    const { subjectKind: targetKind, subjectId: targetId } = change.owner;
    return this.audit.record(tx, actor, { action: change.action, targetKind, targetId });
  }

  private async check(password: string, passwordHash: string | null): Promise<boolean> {
    const isMatch = await verify(passwordHash ?? this.hashOfNobody, password);
    return isMatch && passwordHash !== null;
  }

  private async count(tx: Tx, subject: string, maxAttempts: number): Promise<void> {
    const now = this.clock.now();
    await upsertIgnore(tx, LoginAttemptRow, [{ subject, failedCount: 0, lastAt: now }]);
    const { id } = await tx.findOneByOrFail(LoginAttemptRow, { subject });
    const [row] = await lockById(tx, LoginAttemptRow, [id]);
    if (!row) return;
    await tx.update(
      LoginAttemptRow,
      { id },
      { failedCount: countAttempt(row, now, maxAttempts), lastAt: now },
    );
  }
}
