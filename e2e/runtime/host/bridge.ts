import type { Bridge } from '../protocol';

interface Page {
  readonly __bridge: (name: string, argument: unknown) => Promise<unknown>;
}

/** Asks Node, where there are no cross-origin rules, no cookies and no `Origin` header — as from the WeChat client. */
export function askNode<Name extends keyof Bridge>(
  name: Name,
  argument: Parameters<Bridge[Name]>[0],
): Promise<ReturnType<Bridge[Name]>> {
  return (window as unknown as Page).__bridge(name, argument) as Promise<ReturnType<Bridge[Name]>>;
}

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(parts.join(''));
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
