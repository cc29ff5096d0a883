import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AnonymousActor } from '../../platform/http/actor';
import { WechatBindingService } from '../identity/wechat-binding.service';
import { WechatLoginService } from '../identity/wechat-login.service';
import { type ChannelLogin, ChannelLoginService } from './channel-login.service';

type WechatLogin =
  | ({ readonly outcome: 'loggedIn' } & ChannelLogin)
  | { readonly outcome: 'phoneNeeded'; readonly loginTicket: string; readonly expiresInSeconds: number };

/** Owners and staff log in with WeChat to the accounts they have; nobody registers this way (CH-096). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelWechatService {
  @Inject() private readonly bindings: WechatBindingService;
  @Inject() private readonly logins: ChannelLoginService;
  @Inject() private readonly wechatLogins: WechatLoginService;

  /** Throws as `WechatLoginService.begin` and `ChannelLoginService.open`. */
  async logIn(actor: AnonymousActor, code: string): Promise<WechatLogin> {
    const begun = await this.wechatLogins.begin('channel', { code, request: actor.request });
    if (!('credential' in begun)) return { outcome: 'phoneNeeded', ...begun };
    return { outcome: 'loggedIn', ...(await this.logins.open(actor, begun.credential)) };
  }

  /** Throws as `WechatLoginService.provePhone` and `ChannelLoginService.enter`. */
  async logInByPhone(
    actor: AnonymousActor,
    login: { loginTicket: string; phoneCode: string },
  ): Promise<ChannelLogin> {
    const user = await this.wechatLogins.provePhone('channel', { ...login, request: actor.request });
    const { openId, unionId, phone } = user;
    return this.logins.enter(actor, {
      phone,
      also: (tx, credentialId) =>
        this.bindings.bind(tx, { program: 'channel', credentialId, user: { openId, unionId } }),
    });
  }
}
