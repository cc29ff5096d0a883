import { mkdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import automator from 'miniprogram-automator';
import type MiniProgram from 'miniprogram-automator/out/MiniProgram';
import type Page from 'miniprogram-automator/out/Page';
import type Element from 'miniprogram-automator/out/Element';
import { join } from 'node:path';
import { screenshotFolder } from '../browser';
import type { Driver, Entry, Text } from './driver';

const patienceMs = 15_000;
const lookEveryMs = 100;

/**
 * A mini program behind WeChat's automation protocol: in DevTools, or in the local endpoint that speaks like it. WeChat draws
 * dialogs, pickers and its tab bar outside of the page, where this protocol cannot reach: the verbs for them are refused.
 */
export class AutomatorDriver implements Driver {
  readonly phone = null;
  private readonly faults: string[] = [];

  private constructor(
    private readonly program: MiniProgram,
    private readonly home: string,
  ) {
    program.on('exception', (fault: unknown) => this.faults.push(JSON.stringify(fault)));
  }

  /** `home` is the path of the program's first page. */
  static async connect(wsEndpoint: string, home: string): Promise<AutomatorDriver> {
    return new AutomatorDriver(await automator.connect({ wsEndpoint }), home);
  }

  async open({ path, query = {}, scene, link }: Entry = {}): Promise<void> {
    if (link !== undefined) throw new Error('DevTools follows no links: open a path with a scene');
    const search = new URLSearchParams({
      ...query,
      ...(scene !== undefined && { scene: encodeURIComponent(scene) }),
    });
    await this.program.reLaunch(`${path ?? this.home}${search.size > 0 ? `?${search.toString()}` : ''}`);
  }

  openAgain(entry: Entry): Promise<void> {
    return this.open(entry);
  }

  async back(): Promise<void> {
    await this.program.navigateBack();
  }

  async currentPath(): Promise<string> {
    return `/${(await this.page()).path}`;
  }

  async tap(hook: string, text?: Text): Promise<void> {
    await (await this.find(hook, text)).tap();
  }

  async type(hook: string, value: string, text?: Text): Promise<void> {
    const found = await this.find(hook, text);
    const field = /^(input|textarea)$/.test(found.tagName)
      ? found
      : ((await found.$('input')) ?? (await found.$('textarea')));
    if (field === null || !('input' in field)) throw new Error(`nothing to type into at ${hook}`);
    await (field as Element & { input(value: string): Promise<void> }).input(value);
  }

  async waitFor(hook: string, text?: Text): Promise<void> {
    await this.find(hook, text);
  }

  async waitGone(hook: string, text?: Text): Promise<void> {
    await this.until(async () => (await this.all(hook, text)).length === 0, `${hook} to go`);
  }

  async sees(hook: string, text?: Text): Promise<boolean> {
    return (await this.count(hook, text)) > 0;
  }

  async count(hook: string, text?: Text): Promise<number> {
    return (await this.all(hook, text)).length;
  }

  async textOf(hook: string, text?: Text): Promise<string> {
    return withoutSpace(await (await this.find(hook, text)).text());
  }

  async textsOf(hook: string): Promise<string[]> {
    return Promise.all((await this.all(hook)).map(async (element) => withoutSpace(await element.text())));
  }

  async valueOf(hook: string): Promise<string> {
    return String(await (await this.find(hook)).value());
  }

  async shoot(title: string): Promise<void> {
    mkdirSync(screenshotFolder, { recursive: true });
    await this.program.screenshot({ path: join(screenshotFolder, `automator-${title}.png`) });
  }

  problems(): Promise<string[]> {
    return Promise.resolve([...this.faults]);
  }

  close(): Promise<void> {
    this.program.disconnect();
    return Promise.resolve();
  }

  confirm = () => refused('press a key');
  tapTab = () => refused('tap the tab bar');
  choose = () => refused('turn the wheels of a picker');
  chooseMonth = () => refused('turn the wheels of a picker');
  tapAndScan = () => refused('hold something before the camera');
  tapAndShare = () => refused('share into a chat');
  tapAndSave = () => refused('look into the album');
  tapAndPick = () => refused('pick pictures');
  tapAndPay = () => refused('pay');
  answer = () => refused('answer a dialog');
  offline = () => refused('take the network away');
  pullDown = () => refused('pull the page down');
  reachBottom = () => refused('scroll');
  waitForToast = () => refused('see a toast');
  copied = () => refused('read the clipboard');

  private async page(): Promise<Page> {
    const page = await this.program.currentPage();
    if (!page) throw new Error('no page is open');
    return page;
  }

  /** Looks again when another page takes the place of the one that was asked. */
  private async all(hook: string, text?: Text): Promise<Element[]> {
    const page = await this.page();
    try {
      return await elementsOf(page, hook, text);
    } catch (error) {
      if ((await this.page()).path === page.path) throw error;
      return this.all(hook, text);
    }
  }

  private async find(hook: string, text?: Text): Promise<Element> {
    let found: Element | undefined;
    await this.until(async () => (found = (await this.all(hook, text))[0]) !== undefined, hook);
    return found as unknown as Element;
  }

  private async until(isThere: () => Promise<boolean>, what: string): Promise<void> {
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += lookEveryMs) {
      if (await isThere()) return;
      await pause(lookEveryMs);
    }
    throw new Error(`waited ${patienceMs} ms for ${what}`);
  }
}

/** Selectors know no text: each element is read. */
async function elementsOf(page: Page, hook: string, text?: Text): Promise<Element[]> {
  const found = (await page.$$(hook)) as Element[];
  if (text === undefined) return found;
  const texts = await Promise.all(found.map((element) => element.text()));
  return found.filter((_, index) => holds(texts[index] ?? '', text));
}

function refused(verb: string): Promise<never> {
  return Promise.reject(new Error(`the automation protocol cannot ${verb}`));
}

function holds(shown: string, text: Text): boolean {
  return typeof text === 'string' ? shown.includes(text) : text.test(shown);
}

function withoutSpace(text: string): string {
  return text.replace(/\s/g, '');
}
