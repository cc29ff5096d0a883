import { channelWechatContract } from '@lakeside/shared/channel/channel-wechat.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AnonymousActor, ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { WechatBindingService } from '../identity/wechat-binding.service';
import { ChannelWechatService } from './channel-wechat.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelWechatController {
  @Inject() private readonly bindings: WechatBindingService;
  @Inject() private readonly logins: ChannelWechatService;

  @Serve(channelWechatContract.logIn)
  async logIn(actor: AnonymousActor, input: ParsedInput<typeof channelWechatContract.logIn>) {
    return this.logins.logIn(actor, input.body.code);
  }

  @Serve(channelWechatContract.logInByPhone)
  async logInByPhone(actor: AnonymousActor, input: ParsedInput<typeof channelWechatContract.logInByPhone>) {
    return this.logins.logInByPhone(actor, input.body);
  }

  @Serve(channelWechatContract.getBinding)
  async getBinding(actor: ChannelActor) {
    return this.bindings.bindingOf(actor);
  }

  @Serve(channelWechatContract.bind)
  async bind(actor: ChannelActor, input: ParsedInput<typeof channelWechatContract.bind>) {
    return this.bindings.bindByCode(actor, input.body.code);
  }

  @Serve(channelWechatContract.unbind)
  async unbind(actor: ChannelActor) {
    return this.bindings.unbind(actor);
  }
}
