import { askNode, fromBase64, toBase64 } from '../bridge';
import { phone } from '../phone';
import { addCall, addProblem } from '../report';
import type { BridgeAnswer } from '../../protocol';
import { asyncApi, deliver, settle } from './api';
import { ApiFailure, type ApiOptions } from './api-failure';
import { readFile, writeTemporaryFile } from './files';

type Arrived = Extract<BridgeAnswer, { ok: true }>;

const defaultTimeoutMs = 60_000;
/** PATCH is not there: WeChat sends these only. */
const methods = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'];
let lastId = 0;

interface Sending {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  readonly timeoutMs: number;
}

/** A task as `wx.request` returns it; the promise form is unknown to WeChat for these three. */
function task(name: string, run: (id: number, options: ApiOptions) => Promise<object>) {
  return (options: ApiOptions) => {
    addCall(name, [options]);
    const id = ++lastId;
    void settle(name, options, () => run(id, options)).then((outcome) => deliver(outcome, options));
    const nothing = () => undefined;
    return {
      abort: () => void askNode('abort', id),
      onHeadersReceived: nothing,
      offHeadersReceived: nothing,
      onProgressUpdate: nothing,
      offProgressUpdate: nothing,
      onChunkReceived: nothing,
      offChunkReceived: nothing,
    };
  };
}

async function send(id: number, sending: Sending): Promise<Arrived> {
  refuseUndeclared(sending.url);
  if (phone.state.isOffline) throw new ApiFailure('', { errno: 600001 });
  const { url, method, headers, body, timeoutMs } = sending;
  const answer = await askNode('request', {
    id,
    url,
    method,
    headers,
    body: body === null ? null : toBase64(body),
    timeoutMs,
  });
  if (answer.ok) return answer;
  if (answer.reason === 'timeout') throw new ApiFailure('timeout', { errno: 5 });
  if (answer.reason === 'abort') throw new ApiFailure('abort');
  throw new ApiFailure(answer.message, { errno: 600001 });
}

function refuseUndeclared(url: string): void {
  const isDeclared = phone.state.hosts.some((host) => url === host || url.startsWith(`${host}/`));
  if (isDeclared) return;
  addProblem('network', `${url} is no declared request domain`);
  throw new ApiFailure('url not in domain list', { errno: 600002 });
}

function headersOf(options: ApiOptions): Record<string, string> {
  const given = Object.entries((options['header'] ?? {}) as Record<string, unknown>);
  // WeChat sets the referer itself, and a program cannot.
  return Object.fromEntries(
    given
      .filter(([name, value]) => value !== undefined && name.toLowerCase() !== 'referer')
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function timeoutOf(options: ApiOptions): number {
  return typeof options['timeout'] === 'number' ? options['timeout'] : defaultTimeoutMs;
}

async function request(id: number, options: ApiOptions): Promise<object> {
  const method = String(options['method'] ?? 'GET').toUpperCase();
  if (!methods.includes(method)) throw new ApiFailure(`method is invalid: ${method}`, { errno: 600009 });
  const headers = { 'content-type': 'application/json', ...headersOf(options) };
  const { url, body } = encode(String(options['url']), { method, data: options['data'], headers });
  const answer = await send(id, { url, method, headers, body, timeoutMs: timeoutOf(options) });
  return {
    statusCode: answer.status,
    header: answer.headers,
    cookies: answer.cookies,
    data: decode(fromBase64(answer.body), options),
  };
}

interface Encoding {
  readonly method: string;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** Objects go into the address of a GET, and as JSON or form into the body of the others. */
function encode(url: string, { method, data, headers }: Encoding): { url: string; body: Uint8Array | null } {
  if (data === undefined || data === null) return { url, body: null };
  if (data instanceof ArrayBuffer) return { url, body: new Uint8Array(data) };
  const isForm = headers['content-type']?.includes('application/x-www-form-urlencoded') === true;
  if (typeof data === 'object' && (method === 'GET' || isForm)) {
    const query = Object.entries(data)
      .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
      .join('&');
    if (isForm && method !== 'GET') return { url, body: new TextEncoder().encode(query) };
    return { url: query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`, body: null };
  }
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return { url, body: method === 'GET' ? null : new TextEncoder().encode(text) };
}

function decode(bytes: Uint8Array<ArrayBuffer>, options: ApiOptions): unknown {
  if (options['responseType'] === 'arraybuffer') return bytes.buffer;
  const text = new TextDecoder().decode(bytes);
  if ((options['dataType'] ?? 'json') !== 'json') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

async function uploadFile(id: number, options: ApiOptions): Promise<object> {
  const path = String(options['filePath']);
  const form = new FormData();
  for (const [name, value] of Object.entries((options['formData'] ?? {}) as Record<string, unknown>))
    form.append(name, String(value));
  const fileName = path.split('/').pop() ?? 'file';
  const type = /\.png$/.test(path) ? 'image/png' : /\.jpe?g$/.test(path) ? 'image/jpeg' : '';
  form.append(String(options['name']), new File([await readFile(path)], fileName, { type }));
  const encoded = new Response(form);
  const answer = await send(id, {
    url: String(options['url']),
    method: 'POST',
    headers: { ...headersOf(options), 'content-type': encoded.headers.get('content-type') ?? '' },
    body: new Uint8Array(await encoded.arrayBuffer()),
    timeoutMs: timeoutOf(options),
  });
  return { statusCode: answer.status, data: new TextDecoder().decode(fromBase64(answer.body)) };
}

async function downloadFile(id: number, options: ApiOptions): Promise<object> {
  const answer = await send(id, {
    url: String(options['url']),
    method: 'GET',
    headers: headersOf(options),
    body: null,
    timeoutMs: timeoutOf(options),
  });
  const ending = /image\/(\w+)/.exec(answer.headers['content-type'] ?? '')?.[1] ?? 'bin';
  const tempFilePath = writeTemporaryFile(fromBase64(answer.body), ending);
  return { statusCode: answer.status, tempFilePath, filePath: tempFilePath };
}

/** What stands at an address, as WeChat fetches pictures: of declared domains only. */
export async function fetchBytes(url: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string }> {
  const answer = await send(++lastId, {
    url,
    method: 'GET',
    headers: {},
    body: null,
    timeoutMs: defaultTimeoutMs,
  });
  if (answer.status !== 200) throw new ApiFailure(`download failed with ${answer.status}`);
  return { bytes: fromBase64(answer.body), type: answer.headers['content-type'] ?? '' };
}

const networkType = () => ({
  networkType: phone.state.isOffline ? 'none' : 'wifi',
  isConnected: !phone.state.isOffline,
});

type StatusListener = (status: ReturnType<typeof networkType>) => void;
const statusListeners = new Set<StatusListener>();

/** The network came or went. */
export function tellNetworkListeners(): void {
  for (const listener of statusListeners) listener(networkType());
}

export const networkApi = {
  request: task('request', request),
  uploadFile: task('uploadFile', uploadFile),
  downloadFile: task('downloadFile', downloadFile),
  getNetworkType: asyncApi('getNetworkType', networkType),
  onNetworkStatusChange: (listener: StatusListener) => void statusListeners.add(listener),
  offNetworkStatusChange: (listener: StatusListener) => void statusListeners.delete(listener),
};
