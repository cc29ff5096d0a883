import * as v from 'valibot';
import { qrPng } from '../../../src/platform/qr-png';
import { escapeHtml } from '../control-page';
import {
  type Double,
  type DoubleAnswer,
  type DoubleContext,
  type DoubleRequest,
  type DoubleRoute,
  html,
  json,
} from '../double';
import { WechatLogistics } from './wechat-logistics';
import { WechatMessages } from './wechat-messages';
import { openIdOf, unionIdOf, WechatPeople } from './wechat-people';
import { ok, refusal } from './wechat-refusal';
import { WechatShipping } from './wechat-shipping';
import { WechatTokens } from './wechat-tokens';

/** The demo's mini programs. */
export const demoMiniPrograms = {
  member: { appId: 'wxdemomember0001', secret: 'demo-secret-of-the-member-program' },
  channel: { appId: 'wxdemochannel001', secret: 'demo-secret-of-the-channel-program' },
} as const;
export type DemoMiniProgram = keyof typeof demoMiniPrograms;

const orderKeywords = 'number=character_string1 title=thing2 status=phrase3';
const activationKeywords = 'number=character_string1 channel=thing2 count=number3 status=phrase4';
/** The subscribe messages of the demo, as the console of each mini program would list them. */
const demoTemplates = {
  WECHAT_TEMPLATE_ORDER_PLACED: `demo-order-placed ${orderKeywords} day=thing4`,
  WECHAT_TEMPLATE_ORDER_RESCHEDULED: `demo-order-rescheduled ${orderKeywords} day=thing4`,
  WECHAT_TEMPLATE_ORDER_SHIPPED: `demo-order-shipped ${orderKeywords} carrier=thing4 waybillNo=character_string5`,
  WECHAT_TEMPLATE_ORDER_COMPLETED: `demo-order-completed ${orderKeywords}`,
  WECHAT_TEMPLATE_ORDER_REFUNDED: `demo-order-refunded ${orderKeywords}`,
  WECHAT_TEMPLATE_AFTER_SALE_MOVED: `demo-after-sale-moved ${orderKeywords}`,
  WECHAT_TEMPLATE_GIFT_ENDED: `demo-gift-ended ${orderKeywords}`,
  WECHAT_TEMPLATE_ACTIVATION_REQUESTED: `demo-activation-requested ${activationKeywords}`,
  WECHAT_TEMPLATE_ACTIVATION_DONE: `demo-activation-done ${activationKeywords}`,
  WECHAT_TEMPLATE_ACTIVATION_REJECTED: `demo-activation-rejected ${activationKeywords}`,
};

const codeSchema = v.object({ code: v.string() });
const pictureSchema = v.object({
  scene: v.pipe(v.string(), v.regex(/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/)),
  page: v.optional(v.pipe(v.string(), v.regex(/^[^/?][^?]*$/))),
});
/** What a person does in WeChat; `appId` and the phone number say where and who. */
const personSchema = v.object({ appId: v.string(), phone: v.pipe(v.string(), v.regex(/^1\d{10}$/)) });
const grantSchema = v.object({ ...personSchema.entries, templateIds: v.array(v.string()) });

/** Plays the server API of WeChat's mini programs, and WeChat on the phone of each person. */
export class WechatDouble implements Double {
  readonly name = 'wechat';
  readonly title = '微信小程序';
  readonly tokens: WechatTokens;
  readonly messages: WechatMessages;
  readonly shipping: WechatShipping;
  readonly logistics: WechatLogistics;
  readonly routes: readonly DoubleRoute[];
  private readonly people: WechatPeople;

  constructor(private readonly context: DoubleContext) {
    const now = () => context.now();
    const state = context.state({
      codes: [],
      tokens: [],
      fetched: 0,
      messages: [],
      grants: [],
      shipped: [],
      waybills: [],
    });
    this.people = new WechatPeople(state, now);
    this.tokens = new WechatTokens(state, { secretOf, now });
    this.messages = new WechatMessages(state);
    this.shipping = new WechatShipping(state);
    this.logistics = new WechatLogistics(state, now);
    this.routes = [...this.serverRoutes(), ...this.phoneRoutes()];
  }

  environment(baseUrl: string): Record<string, string> {
    return {
      WECHAT_API_URL: baseUrl,
      WECHAT_MEMBER_APP_ID: demoMiniPrograms.member.appId,
      WECHAT_MEMBER_SECRET: demoMiniPrograms.member.secret,
      WECHAT_CHANNEL_APP_ID: demoMiniPrograms.channel.appId,
      WECHAT_CHANNEL_SECRET: demoMiniPrograms.channel.secret,
      ...demoTemplates,
    };
  }

  rateLimited(): DoubleAnswer {
    return refusal(45009, 'reach max api daily quota limit');
  }

  /** The code that `wx.login` gives this person. */
  loginCode(program: DemoMiniProgram, phone: string): string {
    return this.people.issueCode('login', demoMiniPrograms[program].appId, phone);
  }

  /** The code that the phone button gives this person. */
  phoneCode(program: DemoMiniProgram, phone: string): string {
    return this.people.issueCode('phone', demoMiniPrograms[program].appId, phone);
  }

  openIdOf(program: DemoMiniProgram, phone: string): string {
    return openIdOf(demoMiniPrograms[program].appId, phone);
  }

  /** The calls of our server. */
  private serverRoutes(): DoubleRoute[] {
    const post = (
      path: string,
      handle: (appId: string, request: DoubleRequest) => DoubleAnswer,
    ): DoubleRoute => ({
      method: 'POST',
      path,
      handle: (request) => {
        const caller = this.tokens.check(request);
        return 'appId' in caller ? handle(caller.appId, request) : caller;
      },
    });
    return [
      { method: 'GET', path: '/cgi-bin/token', handle: (request) => this.tokens.issue(request) },
      { method: 'GET', path: '/sns/jscode2session', handle: (request) => this.code2Session(request) },
      post('/wxa/business/getuserphonenumber', (appId, request) => this.phoneNumber(appId, request)),
      post('/wxa/getwxacodeunlimit', (appId, request) => this.picture(appId, request)),
      post('/cgi-bin/message/subscribe/send', (appId, request) => this.messages.send(appId, request)),
      post('/wxa/msg_sec_check', (_appId, request) => this.messages.checkText(request)),
      post('/wxa/sec/order/upload_shipping_info', (_appId, request) => this.shipping.upload(request)),
      post('/cgi-bin/express/business/order/add', (_appId, request) => this.logistics.add(request)),
      post('/cgi-bin/express/business/order/get', (_appId, request) => this.logistics.get(request)),
      post('/cgi-bin/express/business/path/get', (_appId, request) => this.logistics.path(request)),
    ];
  }

  /** What happens on the phone: a mini program runtime, a journey or a scanned code calls these. */
  private phoneRoutes(): DoubleRoute[] {
    const control = (path: string, handle: (request: DoubleRequest) => DoubleAnswer): DoubleRoute => ({
      method: 'POST',
      path,
      isControl: true,
      handle,
    });
    const issue = (kind: 'login' | 'phone') => (request: DoubleRequest) => {
      const { appId, phone } = v.parse(personSchema, request.json());
      return json({ code: this.people.issueCode(kind, appId, phone) });
    };
    return [
      control('/phone/login', issue('login')),
      control('/phone/phone-number', issue('phone')),
      control('/phone/subscribe', (request) => {
        const { appId, phone, templateIds } = v.parse(grantSchema, request.json());
        for (const templateId of templateIds) this.messages.grant(openIdOf(appId, phone), templateId);
        return json(ok);
      }),
      control('/phone/messages', (request) => {
        const { appId, phone } = v.parse(personSchema, request.json());
        return json(this.messages.sentTo(openIdOf(appId, phone)));
      }),
      control('/phone/revoke-tokens', () => {
        this.tokens.revokeAll();
        return json(ok);
      }),
      { method: 'GET', path: '/open', isControl: true, handle: openedPage },
    ];
  }

  private code2Session({ query }: DoubleRequest): DoubleAnswer {
    const appId = query.get('appid') ?? '';
    const secret = secretOf(appId);
    if (secret === null) return refusal(40013, 'invalid appid');
    if (query.get('secret') !== secret) return refusal(40125, 'invalid appsecret');
    const person = this.people.redeem('login', appId, query.get('js_code') ?? '');
    if (person === 'used') return refusal(40163, 'code been used');
    if (person === 'invalid') return refusal(40029, 'invalid code');
    return json({
      openid: openIdOf(appId, person.phone),
      session_key: 'ZGVtby1zZXNzaW9uLWtleQ==',
      unionid: unionIdOf(person.phone),
    });
  }

  private phoneNumber(appId: string, request: DoubleRequest): DoubleAnswer {
    const { code } = v.parse(codeSchema, request.json());
    const person = this.people.redeem('phone', appId, code);
    if (typeof person === 'string') return refusal(40029, 'invalid code');
    const { phone } = person;
    return json({
      ...ok,
      phone_info: { phoneNumber: `+86${phone}`, purePhoneNumber: phone, countryCode: '86' },
    });
  }

  /** A QR code instead of the round one, with the address of a page that says what it opens. */
  private picture(appId: string, request: DoubleRequest): DoubleAnswer {
    const parsed = v.safeParse(pictureSchema, request.json());
    if (!parsed.success) return refusal(40129, 'invalid scene');
    const { page = '', scene } = parsed.output;
    const target = new URLSearchParams({ appid: appId, page, scene });
    const body = qrPng(`${this.context.baseUrl()}/open?${target.toString()}`);
    return { status: 200, headers: { 'content-type': 'image/png' }, body };
  }
}

function secretOf(appId: string): string | null {
  return Object.values(demoMiniPrograms).find((one) => one.appId === appId)?.secret ?? null;
}

/** Shown to whoever scans a code of the demo with a camera. */
function openedPage({ query }: DoubleRequest): DoubleAnswer {
  const row = (name: string, value: string | null) =>
    `<p>${name}：<code>${escapeHtml(value ?? '')}</code></p>`;
  return html(`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>演示 · 小程序码</title>
<h1>演示 · 小程序码</h1><p>真实环境里，微信扫这个码会打开小程序。</p>
${row('小程序', query.get('appid'))}${row('页面', query.get('page'))}${row('scene', query.get('scene'))}</html>`);
}
