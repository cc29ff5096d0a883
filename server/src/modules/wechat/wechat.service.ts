import type { AppError } from '@lakeside/shared/kernel/app-error';
import { wechatError } from '@lakeside/shared/wechat/wechat.errors';
import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import { AppConfig } from '../../platform/config/config';
import { Logger } from '../../platform/observability/logger';
import { type MiniProgram, MiniProgramApi, type Picture } from './mini-program-api';
import { WechatApiError } from './wechat-api-error';
import { readWechatSettings, type WechatSettings } from './wechat-settings';
import { type AccessToken, WechatTokenStore } from './wechat-token-store';

export { WechatApiError } from './wechat-api-error';
export type { MiniProgram, Picture } from './mini-program-api';

export interface WechatUser {
  readonly openId: string;
  /** The same person in both mini programs; null unless both are bound to one open platform account. */
  readonly unionId: string | null;
}

const phoneSchema = v.object({
  phone_info: v.object({ purePhoneNumber: v.string(), countryCode: v.string() }),
});
const checkSchema = v.object({ result: v.object({ suggest: v.picklist(['pass', 'review', 'risky']) }) });

/** The version of the mini program a message opens, in the words of that call. */
const programStates = { release: 'formal', trial: 'trial', develop: 'developer' } as const;

/** Where a text stands, in WeChat's numbers. */
const textScenes = { profile: 1, comment: 2, forum: 3, social: 4 } as const;

/**
 * The API of our two mini programs. Never call it inside a transaction. Throws WechatApiError; a caller whose person waits
 * for the answer turns it into a sentence with `refusalOf`.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class WechatService {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly tokens: WechatTokenStore;
  private settings: WechatSettings;
  private readonly apiByProgram = new Map<MiniProgram, MiniProgramApi>();

  @Init()
  async init(): Promise<void> {
    this.settings = readWechatSettings(this.config);
    for (const program of ['member', 'channel'] as const) {
      const keys = this.settings.keys[program];
      if (keys) this.apiByProgram.set(program, new MiniProgramApi(keys, this.settings.apiUrl));
    }
  }

  /** Whether this mini program has its keys; every other method throws WECHAT_OFF without them. */
  isOn(program: MiniProgram): boolean {
    return this.apiByProgram.has(program);
  }

  /** The app id of the mini program; null when it is off. */
  appIdOf(program: MiniProgram): string | null {
    return this.settings.keys[program]?.appId ?? null;
  }

  /** Which version of the mini program pictures and messages open. */
  get envVersion(): WechatSettings['envVersion'] {
    return this.settings.envVersion;
  }

  /** Who the code of `wx.login` belongs to. A code works once. */
  code2Session(program: MiniProgram, code: string): Promise<WechatUser> {
    return this.apiOf(program).code2Session(code);
  }

  /** The phone number behind the code of the phone button; null for a number outside the mainland. A code works once. */
  async getPhoneNumber(program: MiniProgram, code: string): Promise<string | null> {
    const { phone_info: phone } = await this.call(
      program,
      { path: '/wxa/business/getuserphonenumber', body: { code } },
      phoneSchema,
    );
    return phone.countryCode === '86' && /^1[3-9]\d{9}$/.test(phone.purePhoneNumber)
      ? phone.purePhoneNumber
      : null;
  }

  /** A mini program code that opens `page` with `scene` (≤ 32 characters of letters, digits and !#$&'()*+,/:;=?@-._~). */
  getWxaCode(program: MiniProgram, target: { page: string; scene: string }): Promise<Picture> {
    const body = {
      scene: target.scene,
      page: target.page,
      // A page that is not released yet would otherwise be refused.
      check_path: this.settings.envVersion === 'release',
      env_version: this.settings.envVersion,
      width: 430,
    };
    return this.withToken(program, (api, { token }) =>
      api.postForPicture({ path: '/wxa/getwxacodeunlimit', token, body }),
    );
  }

  /** Shows a subscribe message to a person who agreed to it; one consent, one message. */
  async sendSubscribeMessage(
    program: MiniProgram,
    message: { openId: string; templateId: string; page: string; data: Record<string, { value: string }> },
  ): Promise<void> {
    const { openId: touser, templateId: template_id, page, data } = message;
    const miniprogram_state = programStates[this.settings.envVersion];
    const body = { touser, template_id, page, data, miniprogram_state, lang: 'zh_CN' };
    await this.call(program, { path: '/cgi-bin/message/subscribe/send', body }, v.unknown());
  }

  /** How WeChat judges a text that other people will see; `openId` is its author, who used the mini program lately. */
  async checkText(
    program: MiniProgram,
    text: { content: string; openId: string; scene: keyof typeof textScenes },
  ): Promise<'pass' | 'review' | 'risky'> {
    const body = { version: 2, scene: textScenes[text.scene], openid: text.openId, content: text.content };
    const { result } = await this.call(program, { path: '/wxa/msg_sec_check', body }, checkSchema);
    return result.suggest;
  }

  /** Any other call: posts JSON with the token, once more with a new one when the first is dead. */
  call<Schema extends v.GenericSchema>(
    program: MiniProgram,
    request: { path: string; body: object },
    schema: Schema,
  ): Promise<v.InferOutput<Schema>> {
    return this.withToken(program, (api, { token }) => api.post({ ...request, token }, schema));
  }

  /** The sentence for a person who waits; anything that is no refusal of WeChat comes back as it is. */
  refusalOf(error: unknown): unknown {
    if (!(error instanceof WechatApiError)) return error;
    if (error.kind === 'other' || error.kind === 'tokenDead')
      this.logger.error('WeChat refused a call', { error });
    return toRefusal(error);
  }

  private async withToken<Result>(
    program: MiniProgram,
    work: (api: MiniProgramApi, token: AccessToken) => Promise<Result>,
  ): Promise<Result> {
    const api = this.apiOf(program);
    const appId = this.appIdOf(program) ?? '';
    const fetch = () => api.fetchToken();
    const token = await this.tokens.get(appId, fetch);
    try {
      return await work(api, token);
    } catch (error) {
      if (!(error instanceof WechatApiError) || error.kind !== 'tokenDead') throw error;
      return work(api, await this.tokens.get(appId, fetch, token));
    }
  }

  private apiOf(program: MiniProgram): MiniProgramApi {
    const api = this.apiByProgram.get(program);
    if (!api) throw wechatError('WECHAT_OFF');
    return api;
  }
}

function toRefusal(error: WechatApiError): AppError {
  switch (error.kind) {
    case 'codeInvalid':
      return wechatError('WECHAT_CODE_INVALID');
    case 'restricted':
      return wechatError('WECHAT_ACCOUNT_RESTRICTED');
    case 'busy':
    case 'rateLimited':
    case 'tokenDead':
    case 'notGranted':
    case 'other':
      return wechatError('WECHAT_BUSY');
  }
}
