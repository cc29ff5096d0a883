import * as v from 'valibot';
import { channelErrors } from '../channel/channel.errors';
import { identityErrors } from '../identity/identity.errors';
import { endpoint } from '../kernel/endpoint';
import { okSchema } from '../kernel/schemas';
import { wechatErrors } from '../wechat/wechat.errors';
import {
  wechatBindingSchema,
  wechatLoginCodeSchema,
  wechatLoginResponse,
  wechatPhoneCodeSchema,
  wechatPhoneLoginEntries,
} from '../wechat/wechat.schemas';
import { memberLoginEntries, memberProfileSchema } from './member.contract';
import { memberErrors } from './member.errors';

const loginErrors = { ...wechatErrors, ...identityErrors, ...memberErrors, ...channelErrors };

/** WeChat in the member mini program: login, the phone button, binding. */
export const memberWechatContract = {
  logIn: endpoint({
    method: 'POST',
    path: '/api/public/member/wechat-login',
    audience: 'public',
    body: v.object({ code: wechatLoginCodeSchema }),
    response: wechatLoginResponse(memberLoginEntries),
    errors: loginErrors,
    summary:
      'Logs in the member bound to the WeChat user of a wx.login code, or answers a ticket (MB-002, IF-003).',
  }),
  logInByPhone: endpoint({
    method: 'POST',
    path: '/api/public/member/wechat-phone-login',
    audience: 'public',
    body: v.object({
      ...wechatPhoneLoginEntries,
      /** Token of the scanned invite; only counts at first registration. */
      inviteToken: v.optional(v.nullable(v.string()), null),
    }),
    response: v.object(memberLoginEntries),
    errors: loginErrors,
    summary:
      'Logs in or registers with the phone number that WeChat proves, and binds the WeChat user (MB-001, MB-002, MB-004).',
  }),
  getBinding: endpoint({
    method: 'GET',
    path: '/api/member/wechat-binding',
    audience: 'member',
    permission: 'self',
    response: wechatBindingSchema,
    summary: 'Whether the own account is bound to a WeChat user.',
  }),
  bind: endpoint({
    method: 'PUT',
    path: '/api/member/wechat-binding',
    audience: 'member',
    permission: 'self',
    body: v.object({ code: wechatLoginCodeSchema }),
    response: wechatBindingSchema,
    errors: wechatErrors,
    summary: 'Binds the WeChat user of a wx.login code to the own account; it leaves any other one.',
  }),
  unbind: endpoint({
    method: 'DELETE',
    path: '/api/member/wechat-binding',
    audience: 'member',
    permission: 'self',
    response: okSchema,
    summary: 'Unbinds the own WeChat user; the next WeChat login asks for the phone number again.',
  }),
  changePhone: endpoint({
    method: 'PUT',
    path: '/api/member/phone/wechat',
    audience: 'member',
    permission: 'self',
    body: v.object({ phoneCode: wechatPhoneCodeSchema }),
    response: memberProfileSchema,
    errors: { ...wechatErrors, ...memberErrors },
    summary: 'Replaces the own phone number by one that WeChat proves; the login name changes with it.',
  }),
};
