import type { Bridge, BridgeAnswer, BridgeRequest, PaymentOrder, PaymentOutcome } from './protocol';

/** Answers of the world outside of the phone. */
export interface Outside {
  /** Where the requests of a declared host really go. */
  readonly addressOf: (url: string) => string;
  readonly pay: (order: PaymentOrder) => Promise<PaymentOutcome> | PaymentOutcome;
  readonly printed: (bytes: Uint8Array) => void;
  readonly savedToAlbum: (bytes: Uint8Array) => void;
  readonly pickPictures: (count: number) => readonly Uint8Array[];
  readonly subscribed: (templateIds: readonly string[]) => Promise<void> | void;
}

type Handlers = {
  [Name in keyof Bridge]: (
    argument: Parameters<Bridge[Name]>[0],
  ) => Promise<ReturnType<Bridge[Name]>> | ReturnType<Bridge[Name]>;
};

/** What the page may ask of Node. Requests leave from here: no cross-origin rules, no cookies, no `Origin`. */
export function createNodeBridge(outside: Outside): Handlers {
  const running = new Map<number, AbortController>();
  return {
    async request(request) {
      const controller = new AbortController();
      running.set(request.id, controller);
      try {
        return await send(request, outside.addressOf(request.url), controller);
      } finally {
        running.delete(request.id);
      }
    },
    abort: (id) => running.get(id)?.abort(),
    pay: (order) => outside.pay(order),
    printed: (base64) => outside.printed(Buffer.from(base64, 'base64')),
    savedToAlbum: (base64) => outside.savedToAlbum(Buffer.from(base64, 'base64')),
    pickedPictures: (count) =>
      outside.pickPictures(count).map((bytes) => Buffer.from(bytes).toString('base64')),
    subscribed: (templateIds) => outside.subscribed(templateIds),
  };
}

async function send(request: BridgeRequest, url: string, controller: AbortController): Promise<BridgeAnswer> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  try {
    const response = await fetch(url, {
      method: request.method,
      headers: request.headers,
      body: request.body === null ? undefined : Buffer.from(request.body, 'base64'),
      signal: AbortSignal.any([controller.signal, timeout]),
    });
    return {
      ok: true,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      cookies: response.headers.getSetCookie(),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    };
  } catch (error) {
    const reason = controller.signal.aborted ? 'abort' : timeout.aborted ? 'timeout' : 'unreachable';
    return { ok: false, reason, message: String(error) };
  }
}
