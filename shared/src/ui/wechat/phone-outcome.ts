/** What WeChat's phone number button came to: a code for the server, or why there is none. */
export interface PhoneOutcome {
  readonly code: string | null;
  /** WeChat's number of the refusal; 0 when it gave none. */
  readonly errno: number;
  readonly errMsg: string;
}

/** The outcome out of the event of `<button open-type="getPhoneNumber">`. */
export function phoneOutcomeOf(detail: { code?: string; errno?: number; errMsg?: string }): PhoneOutcome {
  return { code: detail.code || null, errno: detail.errno ?? 0, errMsg: detail.errMsg ?? '' };
}

/** The merchant's paid quota of phone numbers is used up. */
const quotaUsedUp = 1400001;
/** The person has not agreed to the privacy guideline. */
const privacyRefused = 104;

/** Why there is no phone number and how to go on, in one sentence. */
export function phoneRefusalText(outcome: PhoneOutcome): string {
  if (outcome.errno === quotaUsedUp) return '一键登录暂时用不了，请用验证码登录';
  if (outcome.errno === privacyRefused || /privacy/i.test(outcome.errMsg))
    return '没有同意隐私保护指引，可以用验证码登录';
  if (/deny|denied|cancel/i.test(outcome.errMsg)) return '没有授权手机号，可以用验证码登录';
  if (/network|time\s?out/i.test(outcome.errMsg)) return '网络不好，没有拿到手机号，可以用验证码登录';
  return '微信没有给出手机号，请用验证码登录';
}
