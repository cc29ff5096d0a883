import { type WechatErrorKind, wechatErrorKind } from './domain/wechat-error-kind';

/** WeChat refused a call, or did not answer it properly. Carries neither token nor secret, so it may be logged. */
export class WechatApiError extends Error {
  private constructor(
    readonly kind: WechatErrorKind,
    /** WeChat's own code; null when there was no proper answer. */
    readonly errcode: number | null,
    message: string,
  ) {
    super(message);
    this.name = 'WechatApiError';
  }

  static refused(path: string, errcode: number, errmsg: string): WechatApiError {
    return new WechatApiError(wechatErrorKind(errcode), errcode, `${path}: ${errcode} ${errmsg}`);
  }

  /** No answer, or one that makes no sense: time-out, closed connection, HTTP 5xx, half a JSON text. */
  static unanswered(path: string, reason: string): WechatApiError {
    return new WechatApiError('busy', null, `${path}: ${reason}`);
  }
}
