import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { memberWechatContract } from '@lakeside/shared/member/member-wechat.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AnonymousActor, MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { WechatBindingService } from '../identity/wechat-binding.service';
import { MemberWechatService } from './member-wechat.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberWechatController {
  @Inject() private readonly bindings: WechatBindingService;
  @Inject() private readonly members: MemberWechatService;

  @Serve(memberWechatContract.logIn)
  async logIn(actor: AnonymousActor, input: ParsedInput<typeof memberWechatContract.logIn>) {
    return this.members.logIn(actor, input.body.code);
  }

  @Serve(memberWechatContract.logInByPhone)
  async logInByPhone(actor: AnonymousActor, input: ParsedInput<typeof memberWechatContract.logInByPhone>) {
    return this.members.logInByPhone(actor, input.body);
  }

  @Serve(memberWechatContract.getBinding)
  async getBinding(actor: MemberActor) {
    return this.bindings.bindingOf(actor);
  }

  @Serve(memberWechatContract.bind)
  async bind(actor: MemberActor, input: ParsedInput<typeof memberWechatContract.bind>) {
    return this.bindings.bindByCode(actor, input.body.code);
  }

  @Serve(memberWechatContract.unbind)
  async unbind(actor: MemberActor) {
    return this.bindings.unbind(actor);
  }

  @Serve(memberWechatContract.changePhone)
  async changePhone(actor: MemberActor, input: ParsedInput<typeof memberWechatContract.changePhone>) {
    return this.members.changePhone(actor, input.body.phoneCode);
  }
}
