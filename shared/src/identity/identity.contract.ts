import * as v from 'valibot';
import { endpoint } from '../kernel/endpoint';
import { instantSchema, okSchema, passwordSchema, phoneSchema, smsCodeSchema } from '../kernel/schemas';
import { identityErrors } from './identity.errors';

/** The tokens of one login. The access token is short-lived; the refresh token is used once and replaced. */
export const sessionSchema = v.object({
  accessToken: v.string(),
  accessExpiresAt: instantSchema,
  refreshToken: v.string(),
  refreshExpiresAt: instantSchema,
});
export type Session = v.InferOutput<typeof sessionSchema>;

export const phoneAudienceSchema = v.picklist(['member', 'channel', 'sales']);
export type PhoneAudience = v.InferOutput<typeof phoneAudienceSchema>;

export const loginByCodeBody = v.object({ phone: phoneSchema, code: smsCodeSchema });
export const loginByPasswordBody = v.object({
  phone: phoneSchema,
  password: v.pipe(v.string('请输入密码'), v.minLength(1, '请输入密码'), v.maxLength(64, '密码最多 64 位')),
});

export const smsContract = {
  requestSmsCode: endpoint({
    method: 'POST',
    path: '/api/public/sms-codes',
    audience: 'public',
    body: v.object({ audience: phoneAudienceSchema, phone: phoneSchema }),
    response: v.object({
      retryAfterSeconds: v.number(),
      expiresInSeconds: v.number(),
      /** Only in the demo, where no SMS is sent: the code itself. Always null in production. */
      demoCode: v.nullable(v.string()),
    }),
    errors: identityErrors,
    summary: 'Sends a six-digit login code to a phone; the same answer whether or not the phone is known.',
  }),
  resetPassword: endpoint({
    method: 'POST',
    path: '/api/public/password-resets',
    audience: 'public',
    body: v.object({
      audience: phoneAudienceSchema,
      phone: phoneSchema,
      code: smsCodeSchema,
      newPassword: passwordSchema,
    }),
    response: okSchema,
    errors: identityErrors,
    summary: 'Sets a new password after proving the phone with an SMS code; ends all other sessions.',
  }),
};

type SessionAudience = 'member' | 'channel' | 'sales' | 'admin';

/** The session endpoints every audience has: refresh, log out, change password. */
export function sessionContract<const Name extends SessionAudience>(audience: Name) {
  return {
    refreshSession: endpoint({
      method: 'POST',
      path: `/api/public/${audience}/session/refresh`,
      audience: 'public',
      body: v.object({ refreshToken: v.pipe(v.string(), v.minLength(20), v.maxLength(200)) }),
      response: sessionSchema,
      errors: identityErrors,
      summary: `Replaces the tokens of a ${audience} session.`,
    }),
    logOut: endpoint({
      method: 'POST',
      path: `/api/${audience}/session/log-out`,
      audience,
      permission: 'self',
      response: okSchema,
      summary: 'Ends this session at once.',
    }),
    changePassword: endpoint({
      method: 'PUT',
      path: `/api/${audience}/password`,
      audience,
      permission: 'self',
      body: v.object({ currentPassword: v.nullable(v.string()), newPassword: passwordSchema }),
      response: okSchema,
      errors: identityErrors,
      summary: 'Sets or changes the own password; other sessions end.',
    }),
  };
}

export const memberSessionContract = sessionContract('member');
export const channelSessionContract = sessionContract('channel');
export const salesSessionContract = sessionContract('sales');
export const adminSessionContract = sessionContract('admin');

export const adminProfileSchema = v.object({
  id: v.number(),
  userName: v.string(),
  name: v.string(),
  permissions: v.array(v.string()),
});
export type AdminProfile = v.InferOutput<typeof adminProfileSchema>;

export const adminAuthContract = {
  logIn: endpoint({
    method: 'POST',
    path: '/api/public/admin/login',
    audience: 'public',
    body: v.object({
      userName: v.pipe(
        v.string('请输入账号'),
        v.trim(),
        v.minLength(1, '请输入账号'),
        v.maxLength(40, '账号太长'),
      ),
      password: v.pipe(
        v.string('请输入密码'),
        v.minLength(1, '请输入密码'),
        v.maxLength(64, '密码最多 64 位'),
      ),
    }),
    response: v.object({ session: sessionSchema, profile: adminProfileSchema }),
    errors: identityErrors,
    summary: 'Logs a back-office user in with user name and password.',
  }),
  getProfile: endpoint({
    method: 'GET',
    path: '/api/admin/profile',
    audience: 'admin',
    permission: 'self',
    response: adminProfileSchema,
    summary: 'The logged-in back-office user and what they may do.',
  }),
};
