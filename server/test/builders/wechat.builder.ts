import { channelWechatContract } from '@lakeside/shared/channel/channel-wechat.contract';
import { memberWechatContract } from '@lakeside/shared/member/member-wechat.contract';
import type { TestApp } from '../kit/test-app';

/** What `wx.login` and then the phone button do for a member; whatever comes of it. */
export async function wechatMemberLogin(app: TestApp, phone: string, inviteToken: string | null = null) {
  const loginTicket = await memberTicket(app, phone);
  const phoneCode = app.doubles.wechat.phoneCode('member', phone);
  return app.call(memberWechatContract.logInByPhone, {
    input: { body: { loginTicket, phoneCode, inviteToken } },
  });
}

/** Sends a fresh `wx.login` code of this person; whatever comes of it. */
export function wechatMemberStart(app: TestApp, phone: string) {
  const code = app.doubles.wechat.loginCode('member', phone);
  return app.call(memberWechatContract.logIn, { input: { body: { code } } });
}

/** The ticket of a WeChat user whom nobody knows yet. */
export async function memberTicket(app: TestApp, phone: string): Promise<string> {
  const { body } = await wechatMemberStart(app, phone);
  if (body.outcome !== 'phoneNeeded') throw new Error('this WeChat user is known');
  return body.loginTicket;
}

export function wechatChannelStart(app: TestApp, phone: string) {
  const code = app.doubles.wechat.loginCode('channel', phone);
  return app.call(channelWechatContract.logIn, { input: { body: { code } } });
}

/** What `wx.login` and then the phone button do for someone of a channel; whatever comes of it. */
export async function wechatChannelLogin(app: TestApp, phone: string) {
  const { body } = await wechatChannelStart(app, phone);
  if (body.outcome !== 'phoneNeeded') throw new Error('this WeChat user is known');
  const phoneCode = app.doubles.wechat.phoneCode('channel', phone);
  return app.call(channelWechatContract.logInByPhone, {
    input: { body: { loginTicket: body.loginTicket, phoneCode } },
  });
}
