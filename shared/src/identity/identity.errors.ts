import { defineErrors, errorFactory } from '../kernel/app-error';

export const identityErrors = defineErrors({
  SMS_CODE_WRONG: { status: 422, message: '验证码不正确，请重新输入' },
  SMS_CODE_EXPIRED: { status: 422, message: '验证码已失效，请重新获取' },
  SMS_TOO_OFTEN: { status: 429, message: '获取太频繁，请 {retryAfterSeconds} 秒后再试' },
  CREDENTIALS_WRONG: { status: 422, message: '账号或密码不正确' },
  LOGIN_LOCKED: { status: 423, message: '尝试次数过多，请 {retryAfterMinutes} 分钟后再试' },
  PASSWORD_NOT_SET: { status: 422, message: '还没有设置密码，请用验证码登录' },
  CURRENT_PASSWORD_WRONG: { status: 422, message: '原密码不正确' },
  ACCOUNT_NOT_FOUND: { status: 404, message: '这个手机号还没有开通账号' },
  ACCOUNT_CLOSED: { status: 403, message: '账号已停用，请联系上级或客服' },
  REFRESH_TOKEN_INVALID: { status: 401, message: '登录已过期，请重新登录' },
});

export const identityError = errorFactory(identityErrors);
