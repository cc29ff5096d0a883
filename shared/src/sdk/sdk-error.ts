import type { ErrorDetails } from '../kernel/app-error';
import type { TransportFailure, TransportFailureKind, TransportResponse } from './transport';

export type SdkErrorKind = TransportFailureKind | 'http';

interface SdkErrorFacts {
  kind: SdkErrorKind;
  code: string;
  status: number;
  message: string;
  details?: ErrorDetails;
  requestId?: string | null;
}

/** Why a call did not succeed. `message` is Chinese and fit to show; switch on `code`, never on `message`. */
export class SdkError extends Error {
  readonly kind: SdkErrorKind;
  /** The server's stable code, or `NETWORK`, `TIMEOUT`, `CANCELLED`. */
  readonly code: string;
  /** HTTP status, 0 when no answer came. */
  readonly status: number;
  readonly details: ErrorDetails;
  /** What support needs to find the request in the log. */
  readonly requestId: string | null;
  /** Message by field name, from a 422: `{ phone: '请输入 11 位手机号' }`. */
  readonly fieldErrors: Readonly<Record<string, string>>;

  constructor(facts: SdkErrorFacts) {
    super(facts.message);
    this.name = 'SdkError';
    this.kind = facts.kind;
    this.code = facts.code;
    this.status = facts.status;
    this.details = facts.details ?? {};
    this.requestId = facts.requestId ?? null;
    this.fieldErrors = readFieldErrors(this.details);
  }
}

export function isSdkError(error: unknown): error is SdkError {
  return error instanceof SdkError;
}

/** The sentence to show for anything that was thrown. */
export function errorMessage(error: unknown): string {
  return isSdkError(error) ? error.message : '出错了，请稍后再试';
}

const failureFacts: Readonly<Record<TransportFailureKind, { code: string; message: string }>> = {
  network: { code: 'NETWORK', message: '网络连接失败，请检查网络后再试' },
  timeout: { code: 'TIMEOUT', message: '等待太久没有回应，请稍后再试' },
  cancelled: { code: 'CANCELLED', message: '已取消' },
};

export function failureToSdkError(failure: TransportFailure): SdkError {
  return new SdkError({ kind: failure.kind, status: 0, ...failureFacts[failure.kind] });
}

export function responseToSdkError(response: TransportResponse): SdkError {
  const body = asRecord(response.data);
  return new SdkError({
    kind: 'http',
    status: response.status,
    code: textOr(body.code, `HTTP_${response.status}`),
    message: textOr(body.message, fallbackMessage(response.status)),
    details: asRecord(body.details),
    requestId: textOr(body.requestId, response.headers['x-request-id'] ?? '') || null,
  });
}

function fallbackMessage(status: number): string {
  if (status === 413) return '文件太大';
  if (status === 502 || status === 503 || status === 504) return '系统繁忙，请稍后再试';
  return status >= 500 ? '系统出错了，请稍后再试' : `请求没有成功（${status}）`;
}

function readFieldErrors(details: ErrorDetails): Record<string, string> {
  const entries = Object.entries(asRecord(details.fields)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  // The server names the part of the request first; a form knows only the field.
  return Object.fromEntries(
    entries.map(([path, message]) => [path.replace(/^(?:body|query|params)\./, ''), message]),
  );
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}
