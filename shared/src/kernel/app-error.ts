/** The facts of one kind of refusal: the HTTP status it answers with and the Chinese sentence a person reads. */
export interface ErrorDefinition {
  readonly status: number;
  readonly message: string;
}

/**
 * Declares the refusals of one feature. Codes are stable: clients switch on them, people read the message.
 * `{name}` in a message is filled from the error's details.
 */
export function defineErrors<const Definitions extends Record<string, ErrorDefinition>>(
  definitions: Definitions,
) {
  return definitions;
}

/** Facts that travel with a refusal, fit for JSON: the offending numbers, the shortage, the field. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** An expected refusal. Thrown, so that the running transaction rolls back (docs/decisions/0005-throw-not-result.md). */
export class AppError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly status: number;
  readonly details: ErrorDetails;

  constructor(code: Code, definition: ErrorDefinition, details: ErrorDetails = {}) {
    super(fillMessage(definition.message, details));
    this.name = 'AppError';
    this.code = code;
    this.status = definition.status;
    this.details = details;
  }
}

/** Makes a thrower for one feature's refusals: `throw cardError('CARD_NOT_HELD', { cardNos })`. */
export function errorFactory<Definitions extends Record<string, ErrorDefinition>>(definitions: Definitions) {
  return <Code extends keyof Definitions & string>(code: Code, details: ErrorDetails = {}): AppError<Code> =>
    new AppError(code, definitions[code] as ErrorDefinition, details);
}

function fillMessage(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, key: string) => {
    const value = details[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : placeholder;
  });
}

/** Refusals any endpoint may answer with. */
export const commonErrors = defineErrors({
  VALIDATION_FAILED: { status: 422, message: '填写的内容有误，请检查标出的项' },
  NOT_LOGGED_IN: { status: 401, message: '请先登录' },
  SESSION_EXPIRED: { status: 401, message: '登录已过期，请重新登录' },
  FORBIDDEN: { status: 403, message: '没有权限进行此操作' },
  NOT_FOUND: { status: 404, message: '内容不存在或已删除' },
  CONFLICT: { status: 409, message: '数据已变化，请刷新后再试' },
  IDEMPOTENCY_KEY_REQUIRED: { status: 400, message: '请求缺少防重复标识，请刷新页面后再试' },
  IDEMPOTENCY_KEY_REUSED: { status: 409, message: '这个请求已用不同内容提交过，请刷新页面后再试' },
  RATE_LIMITED: { status: 429, message: '操作太频繁，请 {retryAfterSeconds} 秒后再试' },
  PAYLOAD_TOO_LARGE: { status: 413, message: '提交的内容太大' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: '不支持的文件类型' },
  INTERNAL: { status: 500, message: '系统出错了，请稍后再试' },
  UNAVAILABLE: { status: 503, message: '系统繁忙，请稍后再试' },
});

export const commonError = errorFactory(commonErrors);
