import * as v from 'valibot';

/** The code of `wx.login`; usable once, for five minutes. */
export const wechatLoginCodeSchema = v.pipe(
  v.string('微信授权失败，请再点一次'),
  v.minLength(1, '微信授权失败，请再点一次'),
  v.maxLength(128, '微信授权失败，请再点一次'),
);

/** The code that the button with `open-type="getPhoneNumber"` gives; usable once, for five minutes. */
export const wechatPhoneCodeSchema = wechatLoginCodeSchema;

/** Whether the own account is bound to a WeChat user. The WeChat identity itself never leaves the server. */
export const wechatBindingSchema = v.object({ isBound: v.boolean() });

/**
 * The answer to `wx.login`: logged in when the WeChat user is known, else a ticket for the login with the phone button.
 * `loggedIn` is what a login of the audience answers.
 */
export function wechatLoginResponse<Entries extends v.ObjectEntries>(loggedIn: Entries) {
  return v.variant('outcome', [
    v.object({ outcome: v.literal('loggedIn'), ...loggedIn }),
    v.object({
      outcome: v.literal('phoneNeeded'),
      loginTicket: v.string(),
      expiresInSeconds: v.number(),
    }),
  ]);
}

/**
 * The login with the phone button. Sending the same ticket and code again is allowed while the ticket lasts: after a lost
 * answer, or without the invite that was refused.
 */
export const wechatPhoneLoginEntries = {
  loginTicket: v.pipe(v.string(), v.minLength(20), v.maxLength(100)),
  phoneCode: wechatPhoneCodeSchema,
};
