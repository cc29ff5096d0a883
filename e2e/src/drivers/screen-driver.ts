import type { Locator, Page } from 'playwright-core';
import type { Screen } from '../browser';
import type { Driver, Entry, Phone, Text } from './driver';

/** What the drivers over a page in Chromium have in common. Pages left behind stay in the DOM, hidden: only the visible count. */
export abstract class ScreenDriver implements Driver {
  abstract readonly phone: Phone | null;

  constructor(readonly screen: Screen) {}

  protected get page(): Page {
    return this.screen.page;
  }

  protected seen(hook: string, text?: Text): Locator {
    return this.page.locator(hook, text === undefined ? {} : { hasText: text }).filter({ visible: true });
  }

  private field(hook: string, text?: Text): Locator {
    return this.seen(hook, text).first().locator('input, textarea').first();
  }

  abstract open(entry?: Entry): Promise<void>;
  abstract openAgain(entry: Entry): Promise<void>;
  abstract back(): Promise<void>;
  abstract currentPath(): Promise<string>;
  abstract tapTab(label: string): Promise<void>;
  abstract choose(hook: string, rows: readonly string[]): Promise<void>;
  abstract chooseMonth(hook: string, month: string): Promise<void>;
  abstract tapAndScan(hook: string, codes: readonly string[], text?: Text): Promise<void>;
  abstract tapAndShare(hook: string, text?: Text): Promise<Entry>;
  abstract tapAndSave(hook: string, text?: Text): Promise<Uint8Array>;
  abstract tapAndPick(hook: string, pictures: readonly Uint8Array[], text?: Text): Promise<void>;
  abstract tapAndPay(hook: string, text?: Text): Promise<void>;
  abstract answer(title: Text, isAgreed: boolean): Promise<void>;
  abstract offline(isOffline: boolean): Promise<void>;
  abstract pullDown(): Promise<void>;
  abstract reachBottom(): Promise<void>;
  abstract waitForToast(text: Text): Promise<void>;
  abstract copied(): Promise<string>;
  abstract problems(): Promise<string[]>;

  /** Touches one element. */
  protected abstract touch(element: Locator): Promise<void>;

  tap(hook: string, text?: Text): Promise<void> {
    return this.touch(this.seen(hook, text).first());
  }

  async type(hook: string, value: string, text?: Text): Promise<void> {
    await this.field(hook, text).fill(value);
  }

  async confirm(hook: string): Promise<void> {
    await this.field(hook).press('Enter');
  }

  async waitFor(hook: string, text?: Text): Promise<void> {
    await this.seen(hook, text).first().waitFor();
  }

  async waitGone(hook: string, text?: Text): Promise<void> {
    await this.seen(hook, text).first().waitFor({ state: 'hidden' });
  }

  async sees(hook: string, text?: Text): Promise<boolean> {
    return (await this.count(hook, text)) > 0;
  }

  count(hook: string, text?: Text): Promise<number> {
    return this.seen(hook, text).count();
  }

  async textOf(hook: string, text?: Text): Promise<string> {
    return withoutSpace(await this.seen(hook, text).first().innerText());
  }

  async textsOf(hook: string): Promise<string[]> {
    return (await this.seen(hook).allInnerTexts()).map(withoutSpace);
  }

  valueOf(hook: string): Promise<string> {
    return this.field(hook).inputValue();
  }

  shoot(title: string): Promise<void> {
    return this.screen.shoot(title);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

function withoutSpace(text: string): string {
  return text.replace(/\s/g, '');
}
