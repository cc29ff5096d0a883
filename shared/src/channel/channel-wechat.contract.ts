import * as v from 'valibot';
import { identityErrors } from '../identity/identity.errors';
import { endpoint } from '../kernel/endpoint';
import { okSchema } from '../kernel/schemas';
import { wechatErrors } from '../wechat/wechat.errors';
import {
  wechatBindingSchema,
  wechatLoginCodeSchema,
  wechatLoginResponse,
  wechatPhoneLoginEntries,
} from '../wechat/wechat.schemas';
import { channelLoginEntries } from './channel.contract';
import { channelErrors } from './channel.errors';

const loginErrors = { ...wechatErrors, ...identityErrors, ...channelErrors };

/** WeChat in the channel mini program: owners and staff with an account log in; nobody registers here. */
export const channelWechatContract = {
  logIn: endpoint({
    method: 'POST',
    path: '/api/public/channel/wechat-login',
    audience: 'public',
    body: v.object({ code: wechatLoginCodeSchema }),
    response: wechatLoginResponse(channelLoginEntries),
    errors: loginErrors,
    summary:
      'Logs in the owner or staff member bound to the WeChat user of a wx.login code, or answers a ticket (IF-003).',
  }),
  logInByPhone: endpoint({
    method: 'POST',
    path: '/api/public/channel/wechat-phone-login',
    audience: 'public',
    body: v.object(wechatPhoneLoginEntries),
    response: v.object(channelLoginEntries),
    errors: loginErrors,
    summary: 'Logs in with the phone number that WeChat proves and binds the WeChat user (CH-096, IF-003).',
  }),
  getBinding: endpoint({
    method: 'GET',
    path: '/api/channel/wechat-binding',
    audience: 'channel',
    permission: 'self',
    response: wechatBindingSchema,
    summary: 'Whether the own account is bound to a WeChat user.',
  }),
  bind: endpoint({
    method: 'PUT',
    path: '/api/channel/wechat-binding',
    audience: 'channel',
    permission: 'self',
    body: v.object({ code: wechatLoginCodeSchema }),
    response: wechatBindingSchema,
    errors: wechatErrors,
    summary: 'Binds the WeChat user of a wx.login code to the own account; it leaves any other one.',
  }),
  unbind: endpoint({
    method: 'DELETE',
    path: '/api/channel/wechat-binding',
    audience: 'channel',
    permission: 'self',
    response: okSchema,
    summary: 'Unbinds the own WeChat user.',
  }),
};
