import { smsContract } from '@lakeside/shared/identity/identity.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AnonymousActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { AccountService } from './account.service';
import { SmsCodeService } from './sms-code.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class IdentityPublicController {
  @Inject() private readonly account: AccountService;
  @Inject() private readonly smsCodes: SmsCodeService;

  @Serve(smsContract.requestSmsCode)
  async requestSmsCode(actor: AnonymousActor, input: ParsedInput<typeof smsContract.requestSmsCode>) {
    return this.smsCodes.send(input.body.audience, input.body.phone, actor.request.ip);
  }

  @Serve(smsContract.resetPassword)
  async resetPassword(actor: AnonymousActor, input: ParsedInput<typeof smsContract.resetPassword>) {
    return this.account.resetPassword(actor, input.body);
  }
}
