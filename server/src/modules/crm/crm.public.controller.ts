import { salesAuthContract } from '@lakeside/shared/crm/crm.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AnonymousActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { SalesLoginService } from './sales-login.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class CrmPublicController {
  @Inject() private readonly logins: SalesLoginService;

  @Serve(salesAuthContract.logInByCode)
  async logInByCode(actor: AnonymousActor, input: ParsedInput<typeof salesAuthContract.logInByCode>) {
    return this.logins.logInByCode(actor, input.body);
  }

  @Serve(salesAuthContract.logInByPassword)
  async logInByPassword(actor: AnonymousActor, input: ParsedInput<typeof salesAuthContract.logInByPassword>) {
    return this.logins.logInByPassword(actor, input.body);
  }
}
