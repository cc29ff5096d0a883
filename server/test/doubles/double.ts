/** What a double is made of. A double plays one outside service over HTTP, so that the adapters of production run against it. */

export interface DoubleRequest {
  readonly method: string;
  /** Path below the double's prefix: `/cgi-bin/token`. */
  readonly path: string;
  /** Path and query as they came, prefix included; what some services sign. */
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The body as JSON; throws `BadRequest` when it is none. */
  json(): unknown;
  /** The body as `application/x-www-form-urlencoded`. */
  form(): URLSearchParams;
}

export interface DoubleAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface DoubleRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below the prefix, with `:name` for a part that varies. */
  readonly path: string;
  /** Routes a person or a test uses to play the other side; faults leave them alone. */
  readonly isControl?: boolean;
  handle(request: DoubleRequest): DoubleAnswer | Promise<DoubleAnswer>;
}

export interface Double {
  /** Prefix of its routes and its name in the switches: `wechat`. */
  readonly name: string;
  /** What people call it: `微信小程序`. */
  readonly title: string;
  readonly routes: readonly DoubleRoute[];
  /** The settings with which the server uses this double; `baseUrl` is the address of its prefix. */
  environment(baseUrl: string): Readonly<Record<string, string>>;
  /** How this service says that it is called too often. */
  rateLimited(): DoubleAnswer;
}

/** What the server of the doubles gives each of them. */
export interface DoubleContext {
  /** The time of the double; a test gives it the clock of the application. */
  now(): Date;
  /** Address of the double's prefix, known once the server listens. */
  baseUrl(): string;
  /** This double's state: plain JSON, changed in place, kept in the state file when there is one. */
  state<State extends object>(initial: State): State;
}

/** Answered as 400, with its message. */
export class BadRequest extends Error {}

export function json(value: unknown, status = 200): DoubleAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}

export function text(body: string, status = 200): DoubleAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

export function html(body: string, status = 200): DoubleAnswer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
