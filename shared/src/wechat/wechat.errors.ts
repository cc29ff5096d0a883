import { defineErrors, errorFactory } from '../kernel/app-error';

export const wechatErrors = defineErrors({
  WECHAT_OFF: { status: 503, message: '微信功能还没有开通，请用手机号登录' },
  WECHAT_BUSY: { status: 503, message: '微信服务繁忙，请稍后再试' },
  WECHAT_CODE_INVALID: { status: 422, message: '微信授权已失效，请再点一次' },
  WECHAT_PHONE_UNSUPPORTED: { status: 422, message: '暂只支持中国大陆手机号，请用短信验证码登录' },
  WECHAT_ACCOUNT_RESTRICTED: { status: 403, message: '微信账号存在风险，请用手机号登录' },
  LOGIN_TICKET_EXPIRED: { status: 422, message: '登录已超时，请重新登录' },
  CONTENT_REFUSED: { status: 422, message: '内容含有不合适的信息，请修改后再试' },
});

export const wechatError = errorFactory(wechatErrors);
