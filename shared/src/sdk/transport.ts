import type { CancelSignal } from './cancel';

/** A file to upload: a path on a phone, or a Blob in a browser. */
export type UploadSource =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'blob'; readonly blob: Blob; readonly fileName: string };

/** A downloaded file: a temporary path on a phone, or a Blob in a browser. */
export type DownloadedFile =
  | { readonly kind: 'path'; readonly path: string; readonly fileName: string }
  | { readonly kind: 'blob'; readonly blob: Blob; readonly fileName: string };

export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Complete address, query included. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON value; absent when there is nothing to send. */
  readonly body?: unknown;
  /** Sends a multipart body whose single field is `file`. */
  readonly upload?: UploadSource;
  /** `file`: a successful answer is a `DownloadedFile`. */
  readonly responseType: 'json' | 'file';
  readonly timeoutMs: number;
  readonly signal?: CancelSignal;
  /** Share of the upload that was sent, 0 … 1. */
  readonly onProgress?: (fraction: number) => void;
}

export interface TransportResponse {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or a `DownloadedFile`. */
  readonly data: unknown;
}

/** Carries one request to the server. Rejects with `TransportFailure` only; any HTTP status is an answer. */
export interface Transport {
  request(request: TransportRequest): Promise<TransportResponse>;
}

export type TransportFailureKind = 'network' | 'timeout' | 'cancelled';

/** No answer came: the network failed, time ran out, or the caller cancelled. */
export class TransportFailure extends Error {
  readonly kind: TransportFailureKind;

  constructor(kind: TransportFailureKind, message: string = kind) {
    super(message);
    this.name = 'TransportFailure';
    this.kind = kind;
  }
}

/** Header names in lower case, values as text: the form `TransportResponse` promises. */
export function normalizeHeaders(headers: unknown): Record<string, string> {
  if (typeof headers !== 'object' || headers === null) return {};
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

/** Text as JSON where it is JSON; a proxy's HTML error page stays text. */
export function parseJsonText(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The file name a download was sent with; RFC 5987 first since it carries Chinese. */
export function fileNameOf(contentDisposition: string | undefined, fallback: string): string {
  const encoded = /filename\*=(?:UTF-8)?''([^;]+)/i.exec(contentDisposition ?? '')?.[1];
  if (encoded) {
    try {
      return decodeURIComponent(encoded.trim());
    } catch {
      return fallback;
    }
  }
  return /filename="?([^";]+)"?/i.exec(contentDisposition ?? '')?.[1]?.trim() ?? fallback;
}
