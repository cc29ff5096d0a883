import autocannon from 'autocannon';

export const connections = 32;

/** One request to be sent. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string;
  /** Of writes, together with `idempotencyKey`. */
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

export interface Round {
  readonly requests: number;
  readonly seconds: number;
  /** Answers other than 2xx, broken connections, time-outs. */
  readonly errors: number;
  readonly latenciesMs: readonly number[];
}

/**
 * Sends `amount` of the calls over 32 kept-alive connections, each call once and the next only when the last is answered.
 * `nextCall` is asked for up to 32 calls more than are sent, because every connection prepares one ahead.
 */
export async function sendRound(url: string, amount: number, nextCall: () => Call): Promise<Round> {
  const latenciesMs: number[] = [];
  let failed = 0;
  const startedAt = performance.now();
  let answeredAt = startedAt;
  const options = {
    url,
    connections,
    amount,
    timeout: 30,
    requests: [{ setupRequest: (request: autocannon.Request) => ({ ...request, ...toRequest(nextCall()) }) }],
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(options, (error: unknown, ended) => {
      if (error) reject(error instanceof Error ? error : new Error(String(error)));
      else resolve(ended);
    });
    instance.on('response', (...[, status, , latencyMs]) => {
      answeredAt = performance.now();
      latenciesMs.push(latencyMs);
      if (status < 200 || status > 299) failed += 1;
    });
  });
  const unanswered = amount - latenciesMs.length;
  return {
    requests: latenciesMs.length,
    seconds: (answeredAt - startedAt) / 1000,
    errors: failed + Math.max(unanswered, result.errors),
    latenciesMs,
  };
}

function toRequest(call: Call): autocannon.Request {
  const headers: Record<string, string> = { authorization: `Bearer ${call.token}` };
  if (call.method === 'GET') return { method: 'GET', path: call.path, headers };
  headers['content-type'] = 'application/json';
  if (call.idempotencyKey !== undefined) headers['idempotency-key'] = call.idempotencyKey;
  return { method: 'POST', path: call.path, headers, body: JSON.stringify(call.body ?? {}) };
}

/** Sends one call and gives the parsed answer; throws unless it is 200. */
export async function send<Answer>(url: string, call: Call): Promise<Answer> {
  const { method, path, headers, body } = toRequest(call);
  const response = await fetch(`${url}${path ?? '/'}`, {
    method: method ?? 'GET',
    headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])),
    ...(body === undefined ? {} : { body: String(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${call.method} ${call.path} → ${response.status} ${text}`);
  return JSON.parse(text) as Answer;
}
