import { readFile } from 'node:fs/promises';
import type { Browser, Locator } from 'playwright-core';
import { phoneScreen, Screen } from '../browser';
import type { Entry, Holder, Text } from './driver';
import { ScreenDriver } from './screen-driver';

/** An app for phones in a browser. */
export class H5Driver extends ScreenDriver {
  readonly phone = null;

  /** `home` is the address of the app's first page. */
  constructor(
    screen: Screen,
    private readonly home: string,
  ) {
    super(screen);
  }

  static async start(browser: Browser, { app, who, serverUrl }: Holder): Promise<H5Driver> {
    const screen = await Screen.open(browser, `h5-${who}`, phoneScreen);
    return new H5Driver(screen, `${serverUrl}/${app}/`);
  }

  async open(entry: Entry = {}): Promise<void> {
    // A change behind the `#` alone would not start the app anew.
    await this.page.goto('about:blank');
    await this.page.goto(this.addressOf(entry));
    await this.page.locator('uni-page-body').first().waitFor();
  }

  /** In a browser a second link opens the app a second time. */
  openAgain(entry: Entry): Promise<void> {
    return this.open(entry);
  }

  private addressOf(entry: Entry): string {
    if (entry.link !== undefined) return entry.link;
    const query = new URLSearchParams({ ...entry.query, ...(entry.scene && { scene: entry.scene }) });
    const search = query.size > 0 ? `?${query.toString()}` : '';
    return entry.path === undefined && search === ''
      ? this.home
      : `${this.home}#${entry.path ?? '/'}${search}`;
  }

  async back(): Promise<void> {
    await this.page.goBack();
  }

  async currentPath(): Promise<string> {
    const pages = 'getCurrentPages().map((page) => page.route)';
    const routes: unknown = await this.page.evaluate(pages);
    return `/${Array.isArray(routes) ? String(routes.at(-1)) : ''}`;
  }

  protected touch(element: Locator): Promise<void> {
    return element.click();
  }

  async tapTab(label: string): Promise<void> {
    await this.tap('.uni-tabbar__item', label);
  }

  async choose(hook: string, rows: readonly string[]): Promise<void> {
    await this.tap(hook);
    for (const [column, row] of rows.entries()) {
      await this.turnWheel(this.page.locator('.uni-picker-toggle .uni-picker-view-group').nth(column), row);
    }
    await this.page.locator('.uni-picker-toggle .uni-picker-action-confirm').click();
    await this.page.locator('.uni-picker-toggle').waitFor({ state: 'hidden' });
  }

  chooseMonth(hook: string, month: string): Promise<void> {
    const [year = '', number = ''] = month.split('-');
    return this.choose(hook, [year, number]);
  }

  private async turnWheel(wheel: Locator, name: string): Promise<void> {
    const item = wheel.locator('.uni-picker-item', { hasText: name }).first();
    // A wheel gets its names when the one before it has come to rest.
    await item.waitFor({ state: 'attached' });
    await wheel.hover();
    for (let left = await this.rowsAway(wheel, item); left !== 0; left = await this.rowsAway(wheel, item))
      for (let turn = 0; turn < Math.abs(left); turn += 1)
        await this.page.mouse.wheel(0, Math.sign(left) * 40);
  }

  /** How many rows a name stands below the window of its wheel, once the wheel is at rest. */
  private async rowsAway(wheel: Locator, item: Locator): Promise<number> {
    const row = await item.elementHandle();
    const indicator = await wheel.locator('.uni-picker-view-indicator').elementHandle();
    const distance = await this.page.waitForFunction(
      async ([one, window]) => {
        const gap = () =>
          (one?.getBoundingClientRect().top ?? 0) - (window?.getBoundingClientRect().top ?? 0);
        const before = gap();
        await new Promise((resolve) => setTimeout(resolve, 120));
        return gap() === before ? { rows: Math.round(before / (window?.clientHeight || 1)) } : null;
      },
      [row, indicator],
    );
    return (await distance.jsonValue())?.rows ?? 0;
  }

  /** A browser has no camera for this: the app asks for the number instead. */
  async tapAndScan(hook: string, codes: readonly string[], text?: Text): Promise<void> {
    for (const code of codes) {
      await this.tap(hook, text);
      await this.seen('.uni-modal').locator('input, textarea').first().fill(code);
      await this.answer('', true);
    }
  }

  tapAndShare(): Promise<Entry> {
    return Promise.reject(new Error('a browser has no chat to share into'));
  }

  async tapAndSave(hook: string, text?: Text): Promise<Uint8Array> {
    const download = this.page.waitForEvent('download');
    await this.tap(hook, text);
    return readFile(await (await download).path());
  }

  async tapAndPick(hook: string, pictures: readonly Uint8Array[], text?: Text): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.tap(hook, text);
    const files = pictures.map((bytes, index) => ({
      name: `${index + 1}.png`,
      mimeType: 'image/png',
      buffer: Buffer.from(bytes),
    }));
    await (await chooser).setFiles(files);
  }

  async tapAndPay(hook: string, text?: Text): Promise<void> {
    await this.tap(hook, text);
    await this.page.locator('[data-outcome=success]').click();
    await this.page.locator('uni-page-body').first().waitFor();
  }

  async answer(title: Text, isAgreed: boolean): Promise<void> {
    const question = this.seen('.uni-modal', title);
    await question.locator(isAgreed ? '.uni-modal__btn_primary' : '.uni-modal__btn_default').click();
    await question.waitFor({ state: 'hidden' });
  }

  offline(isOffline: boolean): Promise<void> {
    return this.page.context().setOffline(isOffline);
  }

  /** Draws a finger from the upper part of the screen down. */
  async pullDown(): Promise<void> {
    const touch = await this.page.context().newCDPSession(this.page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: 180, y }],
      });
    await this.page.evaluate('window.scrollTo(0, 0)');
    await send('touchStart', 200);
    for (let y = 220; y <= 420; y += 20) await send('touchMove', y);
    await send('touchEnd', 420);
    await touch.detach();
  }

  async reachBottom(): Promise<void> {
    await this.page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
  }

  async waitForToast(text: Text): Promise<void> {
    await this.waitFor('.uni-toast, .uni-sample-toast', text);
  }

  copied(): Promise<string> {
    return this.screen.clipboard();
  }

  async problems(): Promise<string[]> {
    return [...this.screen.faults];
  }
}
