type Callback = (result: object) => void;

export type ApiOptions = Record<string, unknown> & {
  readonly success?: Callback;
  readonly fail?: Callback;
  readonly complete?: Callback;
};

interface FailureNumbers {
  readonly errno?: number;
  readonly errCode?: number;
  readonly [field: string]: unknown;
}

/** A refusal of an API: its callbacks get `errMsg: "name:fail reason"` and the numbers. */
export class ApiFailure extends Error {
  constructor(
    readonly reason: string,
    readonly numbers: FailureNumbers = {},
  ) {
    super(reason);
  }
}

/** Refuses a call whose parameter has another type than WeChat wants. */
export function requireString(options: ApiOptions, name: string): string {
  const value = options[name];
  if (typeof value === 'string') return value;
  const kind = value === undefined ? 'Undefined' : Object.prototype.toString.call(value).slice(8, -1);
  throw new ApiFailure(`parameter error: parameter.${name} should be String instead of ${kind};`, {
    errno: 1001,
  });
}
