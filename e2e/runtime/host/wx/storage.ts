import { asyncApis, syncApi } from './api';
import { ApiFailure, requireString } from './api-failure';

const prefix = 'mp:';
const largestItem = 1024 * 1024;

function read(key: string): unknown {
  const text = localStorage.getItem(prefix + key);
  return text === null ? undefined : (JSON.parse(text) as { data: unknown }).data;
}

function write(key: string, data: unknown): void {
  const text = JSON.stringify({ data });
  if (text.length > largestItem) throw new ApiFailure('exceed storage item max length', { errno: 1500001 });
  localStorage.setItem(prefix + key, text);
}

function keys(): string[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
}

function clear(): void {
  for (const key of keys()) localStorage.removeItem(prefix + key);
}

function info() {
  const bytes = keys().reduce((sum, key) => sum + (localStorage.getItem(prefix + key) ?? '').length, 0);
  return { keys: keys(), currentSize: Math.ceil(bytes / 1024), limitSize: 10240 };
}

/** Storage survives a restart, as on a phone; an item holds at most 1 MB. */
export const storageApi = {
  ...asyncApis({
    setStorage: (options) => write(requireString(options, 'key'), options['data']),
    getStorage: (options) => {
      const data = read(requireString(options, 'key'));
      if (data === undefined) throw new ApiFailure('data not found', { errno: 1500002 });
      return { data };
    },
    removeStorage: (options) => localStorage.removeItem(prefix + requireString(options, 'key')),
    clearStorage: clear,
    getStorageInfo: info,
  }),
  setStorageSync: syncApi('setStorageSync', (key: string, data: unknown) => write(key, data)),
  getStorageSync: syncApi('getStorageSync', (key: string) => read(key) ?? ''),
  removeStorageSync: syncApi('removeStorageSync', (key: string) => localStorage.removeItem(prefix + key)),
  clearStorageSync: syncApi('clearStorageSync', clear),
  getStorageInfoSync: syncApi('getStorageInfoSync', info),
};
