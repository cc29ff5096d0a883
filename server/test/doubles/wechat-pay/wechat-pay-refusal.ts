/** WeChat Pay says no: an HTTP status, its code and a sentence. */
export class WechatPayNo extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
