import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { memberAuthContract } from '@lakeside/shared/member/member.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AnonymousActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { MemberLoginService } from './member-login.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberPublicController {
  @Inject() private readonly logins: MemberLoginService;

  @Serve(memberAuthContract.logInByCode)
  async logInByCode(actor: AnonymousActor, input: ParsedInput<typeof memberAuthContract.logInByCode>) {
    return this.logins.logInByCode(actor, input.body);
  }

  @Serve(memberAuthContract.logInByPassword)
  async logInByPassword(
    actor: AnonymousActor,
    input: ParsedInput<typeof memberAuthContract.logInByPassword>,
  ) {
    return this.logins.logInByPassword(actor, input.body);
  }
}
