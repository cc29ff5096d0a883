import { fromBase64, toBase64 } from '../bridge';
import { asyncApi } from './api';
import { ApiFailure, type ApiOptions, requireString } from './api-failure';

const files = new Map<string, { bytes: Uint8Array<ArrayBuffer>; url: string }>();
let lastTemporary = 0;

export const userDataPath = 'http://usr';

/** Keeps bytes under a path of the phone's file system. */
export function writeFile(path: string, bytes: Uint8Array<ArrayBuffer>): void {
  const old = files.get(path);
  if (old) URL.revokeObjectURL(old.url);
  files.set(path, { bytes, url: URL.createObjectURL(new Blob([bytes])) });
}

export function writeTemporaryFile(bytes: Uint8Array<ArrayBuffer>, ending: string): string {
  const path = `http://tmp/${++lastTemporary}.${ending}`;
  writeFile(path, bytes);
  return path;
}

/** The bytes of a file, a temporary one or one of the package. */
export async function readFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = files.get(path);
  if (file) return file.bytes;
  if (/^https?:/.test(path)) throw new ApiFailure(`no such file or directory "${path}"`, { errno: 1300002 });
  const response = await fetch(`/${path.replace(/^\/+/, '')}`);
  if (!response.ok) throw new ApiFailure(`no such file or directory "${path}"`, { errno: 1300002 });
  return new Uint8Array(await response.arrayBuffer());
}

/** The address under which the browser finds a picture: of the package, of the phone's files, or of the network. */
export function pictureAddress(source: string, page: string): string {
  const file = files.get(source);
  if (file) return file.url;
  if (/^(https?:|data:|blob:)/.test(source)) return source;
  const folder = page.split('/').slice(0, -1).join('/');
  return new URL(source, `${window.location.origin}/${folder}/`).href;
}

function bytesOf(data: unknown, encoding: unknown): Uint8Array<ArrayBuffer> {
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0));
  if (encoding === 'base64') return fromBase64(String(data));
  return new TextEncoder().encode(String(data));
}

function decode(bytes: Uint8Array<ArrayBuffer>, encoding: unknown): string | ArrayBuffer {
  if (encoding === 'base64') return toBase64(bytes);
  return encoding === undefined ? bytes.slice().buffer : new TextDecoder().decode(bytes);
}

function needFile(path: string): Uint8Array<ArrayBuffer> {
  const file = files.get(path);
  if (!file)
    throw new ApiFailure(`no such file or directory "${path}"`, { errno: 1300002, errCode: 1300002 });
  return file.bytes;
}

function write(options: ApiOptions): void {
  const path = requireString(options, 'filePath');
  if (!path.startsWith(`${userDataPath}/`))
    throw new ApiFailure(`permission denied, open "${path}"`, { errno: 1300013, errCode: 1300013 });
  writeFile(path, bytesOf(options['data'], options['encoding']));
}

/** Programs write below `wx.env.USER_DATA_PATH` only. */
const fileSystemManager = {
  writeFile: asyncApi('writeFile', write),
  readFile: asyncApi('readFile', async (options) => ({
    data: decode(await readFile(requireString(options, 'filePath')), options['encoding']),
  })),
  unlink: asyncApi('unlink', (options) => {
    needFile(requireString(options, 'filePath'));
    files.delete(String(options['filePath']));
  }),
  access: asyncApi('access', (options) => void needFile(requireString(options, 'path'))),
  getFileInfo: asyncApi('getFileInfo', async (options) => ({
    size: (await readFile(requireString(options, 'filePath'))).length,
  })),
  writeFileSync: (filePath: string, data: unknown, encoding?: unknown) => write({ filePath, data, encoding }),
  readFileSync: (filePath: string, encoding?: unknown) => decode(needFile(filePath), encoding),
  unlinkSync: (filePath: string) => void files.delete(filePath),
};

export const fileApi = {
  env: { USER_DATA_PATH: userDataPath },
  getFileSystemManager: () => fileSystemManager,
};
