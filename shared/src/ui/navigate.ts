/** A mini program keeps at most ten pages; navigateTo beyond that fails without a word. */
const pageStackLimit = 10;

export type PageQuery = Readonly<Record<string, string | number | undefined>>;

/** `/features/card/pages/redeem?cardId=7`; undefined values are left out. */
export function pageUrl(path: string, query: PageQuery = {}): string {
  const pairs = Object.entries(query)
    .filter((pair): pair is [string, string | number] => pair[1] !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** Opens a page; replaces the current one when the stack is full. */
export function openPage(path: string, query: PageQuery = {}): void {
  const url = pageUrl(path, query);
  if (getCurrentPages().length >= pageStackLimit - 1) uni.redirectTo({ url });
  else uni.navigateTo({ url });
}

/** Replaces the current page, for a step that must not be returned to. */
export function replacePage(path: string, query: PageQuery = {}): void {
  uni.redirectTo({ url: pageUrl(path, query) });
}

/** Opens a page of the tab bar. */
export function openTab(path: string): void {
  uni.switchTab({ url: path });
}

/** Goes back, or to `homePath` (a tab) when this page was opened directly by a link or a QR code. */
export function goBack(homePath: string): void {
  if (getCurrentPages().length > 1) uni.navigateBack();
  else uni.switchTab({ url: homePath });
}
