/**
 * What a refusal of WeChat means for us:
 * - `tokenDead`: the access token was revoked or has expired; ask for a new one and try once more.
 * - `rateLimited`: too many calls in a minute or a day.
 * - `busy`: WeChat's own trouble, worth another try later; also time-outs and answers that make no sense.
 * - `codeInvalid`: the code of a login or of the phone button is unknown, used or too old.
 * - `restricted`: WeChat takes the person for a risk and gives no login.
 * - `notGranted`: the person does not (any more) agree to this message.
 * - `other`: our mistake or a state that trying again does not change.
 */
export type WechatErrorKind =
  | 'tokenDead'
  | 'rateLimited'
  | 'busy'
  | 'codeInvalid'
  | 'restricted'
  | 'notGranted'
  | 'other';

const kindByCode: ReadonlyMap<number, WechatErrorKind> = new Map([
  [-1, 'busy'],
  [40001, 'tokenDead'],
  [40014, 'tokenDead'],
  [42001, 'tokenDead'],
  [40029, 'codeInvalid'],
  [40163, 'codeInvalid'],
  [40226, 'restricted'],
  [43101, 'notGranted'],
  [45009, 'rateLimited'],
  [45011, 'rateLimited'],
]);

/** The meaning of WeChat's `errcode`. */
export function wechatErrorKind(errcode: number): WechatErrorKind {
  return kindByCode.get(errcode) ?? 'other';
}
