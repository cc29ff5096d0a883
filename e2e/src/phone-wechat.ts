import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const memberAppId = 'wxdemomember0001';

export interface PhoneMessage {
  readonly templateId: string;
  /** The page that a tap on it opens. */
  readonly page: string;
  readonly values: Readonly<Record<string, string>>;
}

/** WeChat on the phone of one person: stands between the mini program and our server. */
export interface PhoneWechat {
  /** Where the mini program's requests go instead of to the server. */
  readonly url: string;
  /** Pays what `wx.requestPayment` asks for, on the double of WeChat Pay. */
  pay(order: { readonly package: string }): Promise<'paid'>;
  /** Agrees at the double of WeChat to one more message of each of these templates. */
  subscribe(templateIds: readonly string[]): Promise<void>;
  /** The subscribe messages that have arrived on the phone. */
  messages(): Promise<readonly PhoneMessage[]>;
  stop(): Promise<void>;
}

/**
 * The runtime makes up the codes of `wx.login` and of the phone number button, as it knows no person. This exchanges them for
 * codes that the double of WeChat gives the person with this phone number, and passes everything else on.
 */
export async function startPhoneWechat(
  phone: string,
  servers: { serverUrl: string; doublesUrl: string },
): Promise<PhoneWechat> {
  const { serverUrl, doublesUrl } = servers;
  const atDouble = (act: string, more: object = {}) =>
    post(`${doublesUrl}/wechat/phone/${act}`, { appId: memberAppId, phone, ...more });
  const issue = async (kind: 'login' | 'phone-number') => {
    const { code } = (await atDouble(kind)) as { code: string };
    return code;
  };
  const withCodesOf = async (body: string) => {
    let exchanged = body;
    if (/"login-code-\d+"/.test(body)) exchanged = exchanged.replace(/login-code-\d+/, await issue('login'));
    if (/"phone-code-\d+"/.test(body))
      exchanged = exchanged.replace(/phone-code-\d+/, await issue('phone-number'));
    return exchanged;
  };
  const server = createServer((request, response) => {
    void (async () => {
      // Pictures pass as they are.
      const isJson = request.headers['content-type']?.includes('json') ?? false;
      const sent = await bytesOf(request);
      const body = isJson ? await withCodesOf(sent.toString('utf8')) : new Uint8Array(sent);
      const { host: _host, 'content-length': _length, ...headers } = request.headers;
      const answer = await fetch(`${serverUrl}${request.url ?? '/'}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(sent.length > 0 && { body }),
      });
      const type = answer.headers.get('content-type') ?? 'application/json';
      response.writeHead(answer.status, { 'content-type': type });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })().catch(() => response.destroy());
  });
  return {
    url: await listen(server),
    async pay(order) {
      const prepayId = order.package.replace(/^prepay_id=/, '');
      await post(`${doublesUrl}/wechat-pay/__pay`, { prepayId, outcome: 'success' });
      return 'paid';
    },
    async subscribe(templateIds) {
      await atDouble('subscribe', { templateIds });
    },
    messages: async () => (await atDouble('messages')) as PhoneMessage[],
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function post(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
