import type { PhoneAudience } from '@lakeside/shared/identity/identity.contract';
import { identityError } from '@lakeside/shared/identity/identity.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { IdentityService } from './identity.service';
import { type LoggedInActor, PasswordService } from './password.service';
import { SessionService } from './session.service';

const ok = { ok: true } as const;

/** What people do with their own login, the same for every audience. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AccountService {
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly passwords: PasswordService;
  @Inject() private readonly sessions: SessionService;
  @Inject() private readonly transactions: TransactionService;

  async logOut(actor: LoggedInActor): Promise<typeof ok> {
    await this.transactions.run(actor, (tx) => this.sessions.revokeSession(tx, actor.sessionId));
    return ok;
  }

  /** Sets or changes the own password; other sessions end. Throws CURRENT_PASSWORD_WRONG, LOGIN_LOCKED. */
  async changePassword(
    actor: LoggedInActor,
    change: { currentPassword: string | null; newPassword: string },
  ): Promise<typeof ok> {
    await this.passwords.changePassword(actor, change);
    return ok;
  }

  /** Sets a new password for the owner of a phone; all sessions end. Throws SMS_CODE_WRONG, SMS_CODE_EXPIRED, ACCOUNT_NOT_FOUND. */
  async resetPassword(
    actor: Actor,
    reset: { audience: PhoneAudience; phone: string; code: string; newPassword: string },
  ): Promise<typeof ok> {
    const credential = await this.identity.loginWithCode(reset);
    if (!credential) throw identityError('ACCOUNT_NOT_FOUND');
    if (credential.isClosed) throw identityError('ACCOUNT_CLOSED');
    await this.passwords.resetPassword(actor, {
      owner: credential,
      account: `${reset.audience}:${reset.phone}`,
      newPassword: reset.newPassword,
    });
    return ok;
  }
}
