import { ApiFailure, type ApiOptions } from './wx/api-failure';
import { resolveModule } from './modules';
import { largestStack, type PageStack } from './pages';
import { addProblem } from './report';

interface Target {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly hasQuery: boolean;
}

/** The way from page to page, with the refusals of WeChat. What can never work is a problem too, also when the program catches it. */
export class Navigation {
  constructor(private readonly stack: PageStack) {}

  navigateTo(options: ApiOptions): object {
    const { path, query } = this.target('navigateTo', options);
    this.refuseTab('navigateTo', path);
    if (this.stack.open.length >= largestStack)
      throw new ApiFailure('webview count limit exceed', { errno: 2000 });
    const page = this.stack.push(path, query);
    const { events } = options;
    if (typeof events === 'object' && events !== null)
      for (const [name, listener] of Object.entries(events))
        page.channel.caller.on(name, listener as (...values: unknown[]) => void);
    return { eventChannel: page.channel.caller };
  }

  redirectTo(options: ApiOptions): void {
    const { path, query } = this.target('redirectTo', options);
    this.refuseTab('redirectTo', path);
    this.stack.closeTop();
    this.stack.push(path, query);
  }

  reLaunch(options: ApiOptions): void {
    const { path, query } = this.target('reLaunch', options);
    this.stack.closeAll();
    this.stack.push(path, query);
  }

  switchTab(options: ApiOptions): void {
    const { path, hasQuery } = this.target('switchTab', options);
    if (!this.stack.isTab(path)) this.refuse('switchTab', 'can not switch to no-tabBar page', options['url']);
    if (hasQuery) addProblem('navigation', `switchTab drops the query of ${String(options['url'])}`);
    if (this.stack.top?.path === path) return;
    this.stack.showTab(path);
    const index = this.stack.app.tabBar?.list.findIndex(({ pagePath }) => pagePath === path) ?? -1;
    const tab = this.stack.app.tabBar?.list[index];
    if (this.stack.top && tab && options['isTabTap'] === true)
      this.stack.call(this.stack.top, 'onTabItemTap', { index, pagePath: path, text: tab.text });
  }

  navigateBack(options: ApiOptions): void {
    const { open } = this.stack;
    if (open.length < 2) throw new ApiFailure('cannot navigate back at first page.', { errno: 2001 });
    const delta = typeof options['delta'] === 'number' ? options['delta'] : 1;
    for (let left = Math.min(Math.max(delta, 1), open.length - 1); left > 0; left -= 1) this.stack.closeTop();
    this.stack.showTop();
  }

  private target(api: string, { url }: ApiOptions): Target {
    if (typeof url !== 'string')
      throw new ApiFailure('parameter error: parameter.url should be String instead of Undefined');
    const [address = '', text] = url.split('?', 2);
    const from = this.stack.top?.path ?? '';
    const path = address.startsWith('/') ? address.slice(1) : resolveModule(from, address);
    if (!this.stack.exists(path)) this.refuse(api, `page "${path}" is not found`, url);
    return { path, query: parseQuery(text ?? ''), hasQuery: text !== undefined };
  }

  private refuseTab(api: string, path: string): void {
    if (this.stack.isTab(path)) this.refuse(api, `can not ${api} a tabbar page`, path);
  }

  private refuse(api: string, reason: string, url: unknown): never {
    addProblem('navigation', `${api}:fail ${reason} (${String(url)})`);
    throw new ApiFailure(reason, { errno: 2002 });
  }
}

/** The query of an address as WeChat hands it to `onLoad`: percent-encoding is left as it is. */
export function parseQuery(text: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const part of text.split('&').filter(Boolean)) {
    const at = part.indexOf('=');
    query[at < 0 ? part : part.slice(0, at)] = at < 0 ? '' : part.slice(at + 1);
  }
  return query;
}
