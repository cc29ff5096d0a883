/** WeChat Pay said no, and will say so again. */
export class WechatPayRefusal extends Error {
  constructor(
    /** WeChat's own code: `ORDERPAID`, `NOT_ENOUGH` … */
    readonly code: string,
    message: string,
  ) {
    super(`WeChat Pay refused: ${code} ${message}`);
    this.name = 'WechatPayRefusal';
  }
}

/** Nobody knows whether the call had its effect: no answer, an answer nobody signed, too many calls, a fault on their side. */
export class WechatPayUnreachable extends Error {
  constructor(reason: string) {
    super(`WeChat Pay could not be reached: ${reason}`);
    this.name = 'WechatPayUnreachable';
  }
}

/** Codes that go away when the same is asked again later, whatever status they come with. */
const passingCodes: readonly string[] = [
  'SYSTEM_ERROR',
  'SYSTEMERROR',
  'FREQUENCY_LIMITED',
  'FREQUENCY_LIMIT_EXCEED',
  'RATELIMIT_EXCEEDED',
  'BIZ_ERR_NEED_RETRY',
];

/**
 * Turns what the HTTP client threw into one of the two. The client's error is dropped on purpose: it carries the request
 * with the merchant's private key, and logs must never see that.
 */
export function refusalOf(error: unknown): WechatPayRefusal | WechatPayUnreachable {
  const { status, code, message } = factsOf(error);
  const isPassing = status === null || status < 400 || status === 429 || status >= 500;
  if (isPassing || code === null || passingCodes.includes(code)) {
    return new WechatPayUnreachable(code ?? (status === null ? 'no answer' : `status ${status}`));
  }
  return new WechatPayRefusal(code, message);
}

function factsOf(error: unknown): { status: number | null; code: string | null; message: string } {
  const response = fieldOf(error, 'response');
  const status = fieldOf(response, 'status');
  const data = fieldOf(response, 'data');
  const code = fieldOf(data, 'code');
  const message = fieldOf(data, 'message');
  return {
    status: typeof status === 'number' ? status : null,
    code: typeof code === 'string' ? code : null,
    message: typeof message === 'string' ? message.slice(0, 100) : '',
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
