import type { SalesProfile } from '@lakeside/shared/crm/crm.contract';
import type { Session } from '@lakeside/shared/identity/identity.contract';
import { identityError } from '@lakeside/shared/identity/identity.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { TransactionService } from '../../platform/database/transaction';
import type { AnonymousActor, SalesActor } from '../../platform/http/actor';
import { IdentityService } from '../identity/identity.service';
import { OrgService } from '../org/org.service';

interface SalesLogin {
  readonly session: Session;
  readonly profile: SalesProfile;
}

/** Logs salespeople in; an account exists only after the back office made it (rules.md §11). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SalesLoginService {
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly org: OrgService;
  @Inject() private readonly transactions: TransactionService;

  /** Throws SMS_CODE_WRONG, SMS_CODE_EXPIRED, ACCOUNT_NOT_FOUND, ACCOUNT_CLOSED. */
  async logInByCode(actor: AnonymousActor, login: { phone: string; code: string }): Promise<SalesLogin> {
    const credential = await this.identity.loginWithCode({ audience: 'sales', ...login });
    if (!credential) throw identityError('ACCOUNT_NOT_FOUND');
    return this.open(actor, credential);
  }

  /** Throws CREDENTIALS_WRONG, LOGIN_LOCKED, ACCOUNT_CLOSED. */
  async logInByPassword(
    actor: AnonymousActor,
    login: { phone: string; password: string },
  ): Promise<SalesLogin> {
    const credential = await this.identity.loginWithPassword({
      audience: 'sales',
      loginName: login.phone,
      password: login.password,
      request: actor.request,
    });
    return this.open(actor, credential);
  }

  async profileOf(actor: SalesActor): Promise<SalesProfile> {
    return this.profile(actor.salespersonId);
  }

  private async open(
    actor: AnonymousActor,
    credential: { credentialId: number; subjectId: number },
  ): Promise<SalesLogin> {
    const profile = await this.profile(credential.subjectId);
    const session = await this.transactions.run(actor, (tx) =>
      this.identity.openSession(tx, credential.credentialId, actor.request),
    );
    return { session, profile };
  }

  private async profile(salespersonId: number): Promise<SalesProfile> {
    const person = await this.org.requireSalesperson(null, salespersonId);
    const credential = await this.identity.findCredentialOf({ kind: 'salesperson', id: salespersonId });
    return {
      id: person.id,
      name: person.name,
      phone: person.phone,
      departmentName: person.departmentName,
      hasPassword: credential?.hasPassword ?? false,
    };
  }
}
