/** What the address carries that an app or page was opened with, by name. */
export type EntryQuery = Readonly<Record<string, unknown>> | undefined;

/** A code of the form the server makes; anything else in the address is not an invite. */
const tokenPattern = /^[0-9A-Za-z_-]{6,32}$/;

/**
 * The invite an address carries: `scene` of a mini program code, `token` or `invite` of a link, or a link of ours that
 * was scanned as a plain QR code; null when there is none. WeChat hands `scene` over encoded, and some of its versions
 * encode it twice.
 */
export function inviteTokenOf(query: EntryQuery): string | null {
  const raw = query?.['scene'] ?? query?.['token'] ?? query?.['invite'] ?? inviteOfLink(scannedLinkOf(query));
  if (typeof raw !== 'string') return null;
  const token = decode(decode(raw)).replace(/^(?:token|invite)=/, '');
  return tokenPattern.test(token) ? token : null;
}

/** The web address in a plain QR code that WeChat opened the mini program with: its parameter `q`, encoded. */
export function scannedLinkOf(query: EntryQuery): string | null {
  const raw = query?.['q'];
  if (typeof raw !== 'string' || raw === '') return null;
  const link = decode(raw);
  return /^https?:\/\//i.test(link) ? link : null;
}

function inviteOfLink(link: string | null): string | undefined {
  return link === null ? undefined : /[?&](?:token|invite)=([^&#]+)/.exec(link)?.[1];
}

/** The part of a web address behind `?` and before `#`, by name: `?invite=abc` → `{ invite: 'abc' }`. */
export function queryOfSearch(search: string): Record<string, string> {
  const pairs = search
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=');
      return [decode(name), decode(rest.join('='))] as const;
    });
  return Object.fromEntries(pairs);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
