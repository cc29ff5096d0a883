import type { TabBarJson, WindowJson } from '../../protocol';
import { phone } from '../phone';
import { make, onPress } from './dom';
import { TabBar } from './tab-bar';

interface FrameOptions {
  readonly style: WindowJson;
  readonly tabBar: TabBarJson | undefined;
  readonly path: string;
  readonly canGoBack: boolean;
  readonly onBack: () => void;
}

/** Set once by the navigation; a frame is made deep inside the page stack. */
export const frameEvents: { onTab: (path: string) => void } = { onTab: () => undefined };

/**
 * What WeChat draws around one page: navigation bar, the scrolling page, tab bar. The page's box is the containing block
 * of `position: fixed`, as a page of WeChat is a document of its own; `--mp-page-height` stands for 100vh.
 */
export class PageFrame {
  readonly tabBar: TabBar | null;
  readonly element: HTMLElement;
  private readonly title = make('div', 'mp-navbar__title');
  private readonly bar: HTMLElement;
  private readonly view = make('div', 'mp-view');
  private readonly scroller: HTMLElement;
  private readonly resize: ResizeObserver;

  constructor(private readonly options: FrameOptions) {
    const { style, tabBar, path } = options;
    this.element = make('div', 'mp-page');
    this.element.dataset['path'] = path;
    this.bar = this.makeBar();
    this.setTitle(style.navigationBarTitleText ?? '');
    this.setBarColor(
      style.navigationBarBackgroundColor ?? '#000000',
      style.navigationBarTextStyle === 'black' ? '#000000' : '#ffffff',
    );
    this.tabBar = tabBar ? new TabBar(tabBar, path, (tab) => frameEvents.onTab(tab)) : null;
    this.scroller = document.createElement('wx-page');
    this.view.style.background = style.backgroundColor ?? '#ffffff';
    this.view.append(this.scroller);
    this.element.append(this.bar, this.view, ...(this.tabBar ? [this.tabBar.element] : []));
    this.resize = new ResizeObserver(() => this.measure());
  }

  /** Puts the page's component into the frame. */
  attach(put: (parent: HTMLElement, placeholder: HTMLElement) => void): void {
    document.body.append(this.element);
    this.measure();
    this.resize.observe(this.view);
    const placeholder = document.createElement('div');
    this.scroller.append(placeholder);
    put(this.scroller, placeholder);
  }

  /** Puts the program's own tab bar over the lower end of the page, where it finds its own place. */
  attachTabBar(put: (parent: HTMLElement, placeholder: HTMLElement) => void): void {
    const place = make('div', 'mp-custom-tabbar');
    const placeholder = document.createElement('div');
    place.append(placeholder);
    this.element.append(place);
    put(place, placeholder);
  }

  remove(): void {
    this.resize.disconnect();
    this.element.remove();
  }

  setVisible(isVisible: boolean): void {
    this.element.classList.toggle('mp-page--on', isVisible);
    if (isVisible) this.measure();
  }

  setTitle(title: string): void {
    this.title.textContent = title;
  }

  setBarColor(background: string, front: string): void {
    if (this.options.style.navigationStyle !== 'custom') this.bar.style.background = background;
    this.bar.style.color = front;
  }

  setRefreshing(isRefreshing: boolean): void {
    this.element.classList.toggle('mp-page--refreshing', isRefreshing);
  }

  get viewBox(): DOMRect {
    return this.view.getBoundingClientRect();
  }

  get scrollTop(): number {
    return this.scroller.scrollTop;
  }

  get scrollHeight(): number {
    return this.scroller.scrollHeight;
  }

  /** Scrolls to a distance from the top, or until an element is there. */
  scrollTo(target: number | string): void {
    if (typeof target === 'number') this.scroller.scrollTo(0, target);
    else this.scroller.querySelector(target)?.scrollIntoView();
  }

  onScroll(act: (scrollTop: number) => void): void {
    this.scroller.addEventListener('scroll', () => act(this.scrollTop));
  }

  /** Calls once each time the end of the page comes within WeChat's distance. */
  onReachBottom(act: () => void): void {
    const distance = this.options.style.onReachBottomDistance ?? 50;
    let isNear = false;
    this.scroller.addEventListener('scroll', () => {
      const { scrollHeight, scrollTop, clientHeight } = this.scroller;
      const wasNear = isNear;
      isNear = scrollHeight - scrollTop - clientHeight <= distance;
      if (isNear && !wasNear) act();
    });
  }

  private makeBar(): HTMLElement {
    const { style, canGoBack, onBack } = this.options;
    const isCustom = style.navigationStyle === 'custom';
    const bar = make('div', `mp-navbar${isCustom ? ' mp-navbar--custom' : ''}`);
    bar.style.paddingTop = `${phone.state.statusBarHeight}px`;
    const back = make('div', 'mp-navbar__back', canGoBack ? '‹' : '');
    back.hidden = !canGoBack || isCustom;
    const capsule = make('div', 'mp-navbar__capsule', '••• ◎');
    bar.append(onPress(back, onBack), this.title, capsule);
    this.title.hidden = isCustom;
    return bar;
  }

  private measure(): void {
    const height = this.view.clientHeight;
    if (height > 0) this.view.style.setProperty('--mp-page-height', `${height}px`);
  }
}
