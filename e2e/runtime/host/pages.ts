import type { AppJson, CompiledProgram, WindowJson } from '../protocol';
import type { Components } from './components';
import { backend, programSpace } from './framework';
import type { Modules } from './modules';
import { addProblem, standOn, wordsOf } from './report';
import { PageFrame } from './screen/page-frame';
import type { Styles } from './styles';
import { ApiFailure } from './wx/api-failure';
import { EventChannel } from './event-channel';

export const largestStack = 10;

/** The object behind a page: `Page()`'s fields and WeChat's methods. */
export type PageInstance = Record<string, unknown> & { route: string; options: Record<string, string> };

export interface OpenPage {
  readonly id: number;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly instance: PageInstance;
  readonly frame: PageFrame;
  readonly root: ReturnType<typeof backend.createRoot>;
  readonly channel: EventChannel;
  /** The program's own tab bar, with `"custom": true`. */
  readonly customTabBar: ReturnType<typeof backend.createRoot> | null;
}

/** The open pages, and those of the tab bar that live on while another tab is shown. */
export class PageStack {
  readonly open: OpenPage[] = [];
  private readonly keptTabs = new Map<string, OpenPage>();
  private lastId = 0;

  constructor(
    private readonly program: CompiledProgram,
    private readonly parts: {
      readonly components: Components;
      readonly modules: Modules;
      readonly styles: Styles;
      readonly onBack: () => void;
    },
  ) {}

  get app(): AppJson {
    return this.program.app;
  }

  get top(): OpenPage | undefined {
    return this.open[this.open.length - 1];
  }

  exists(path: string): boolean {
    return this.program.packages.some(({ pages }) => pages.includes(path));
  }

  isTab(path: string): boolean {
    return this.app.tabBar?.list.some(({ pagePath }) => pagePath === path) ?? false;
  }

  styleOf(path: string): WindowJson {
    return { ...this.app.window, ...this.program.components[path] };
  }

  /** Opens a page on top; the one below is hidden. */
  push(path: string, query: Readonly<Record<string, string>>): OpenPage {
    const page = this.load(path, query);
    this.hideTop();
    this.open.push(page);
    this.start(page);
    return page;
  }

  private load(path: string, query: Readonly<Record<string, string>>): OpenPage {
    try {
      return this.create(path, query);
    } catch (error) {
      addProblem('script', wordsOf(error), path);
      throw new ApiFailure(`page "${path}" could not be loaded`);
    }
  }

  /** Shows a tab page: every other page is closed, the other tabs are kept. */
  showTab(path: string): void {
    this.hideTop();
    while (this.open.length > 0) {
      const page = this.open.pop();
      if (page && this.isTab(page.path)) this.keptTabs.set(page.path, page);
      else if (page) this.destroy(page);
    }
    const kept = this.keptTabs.get(path);
    if (!kept) {
      this.push(path, {});
      return;
    }
    this.keptTabs.delete(path);
    this.open.push(kept);
    this.showTop();
  }

  /** Closes everything, kept tabs too. */
  closeAll(): void {
    for (const page of [...this.open].reverse()) this.destroy(page);
    for (const page of this.keptTabs.values()) this.destroy(page);
    this.open.length = 0;
    this.keptTabs.clear();
  }

  /** Closes the top page without showing the one below. */
  closeTop(): void {
    const page = this.open.pop();
    if (page) this.destroy(page);
  }

  showTop(): void {
    const { top } = this;
    if (!top) return;
    standOn(top.path);
    for (const page of [...this.open, ...this.keptTabs.values()]) page.frame.setVisible(page === top);
    this.parts.styles.showPage(top.path);
    top.root.getComponent().triggerPageLifetime('show', []);
    this.call(top, 'onShow');
  }

  hideTop(): void {
    const { top } = this;
    if (!top) return;
    top.root.getComponent().triggerPageLifetime('hide', []);
    this.call(top, 'onHide');
  }

  /** Calls a method of a page if it has one. */
  call(page: OpenPage, method: string, argument?: unknown): unknown {
    const hook = page.instance[method];
    if (typeof hook !== 'function') return undefined;
    try {
      return hook.call(page.instance, argument) as unknown;
    } catch (error) {
      addProblem('script', `${wordsOf(error)} in ${method}`, page.path);
      return undefined;
    }
  }

  private create(path: string, query: Readonly<Record<string, string>>): OpenPage {
    const { modules, components, onBack } = this.parts;
    modules.loadPackage(modules.packageOf(path));
    components.register(path);
    const id = ++this.lastId;
    const channel = new EventChannel();
    const frame = new PageFrame({
      style: this.styleOf(path),
      tabBar: this.isTab(path) && this.app.tabBar?.custom !== true ? this.app.tabBar : undefined,
      path,
      canGoBack: this.open.length > 0,
      onBack,
    });
    const root = backend.createRoot('wx-page-root', programSpace, path);
    const customTabBar = this.createCustomTabBar(path);
    const instance = root.get() as unknown as PageInstance;
    Object.assign(instance, {
      route: path,
      __route__: path,
      __wxWebviewId__: id,
      options: { ...query },
      getPageId: () => `pageId:${id}`,
      getOpenerEventChannel: () => channel.opener,
      getTabBar: () => customTabBar?.get() ?? null,
    });
    return { id, path, query, instance, frame, root, channel, customTabBar };
  }

  /** A tab page of a program with a tab bar of its own has one instance of it. */
  private createCustomTabBar(path: string): OpenPage['customTabBar'] {
    const bar = 'custom-tab-bar/index';
    if (this.app.tabBar?.custom !== true || !this.isTab(path) || !this.program.components[bar]) return null;
    this.parts.components.register(bar);
    return backend.createRoot('wx-custom-tab-bar', programSpace, bar);
  }

  private start(page: OpenPage): void {
    standOn(page.path);
    this.parts.styles.showPage(page.path);
    for (const other of this.open) other.frame.setVisible(other === page);
    page.frame.attach((parent, placeholder) => page.root.attach(parent as never, placeholder as never));
    page.frame.attachTabBar((parent, placeholder) =>
      page.customTabBar?.attach(parent as never, placeholder as never),
    );
    this.call(page, 'onLoad', { ...page.query });
    this.showTop();
    this.call(page, 'onReady');
    page.frame.onReachBottom(() => this.call(page, 'onReachBottom'));
    page.frame.onScroll((scrollTop) => this.call(page, 'onPageScroll', { scrollTop }));
  }

  private destroy(page: OpenPage): void {
    this.call(page, 'onUnload');
    page.customTabBar?.release();
    page.root.release();
    page.frame.remove();
  }
}
