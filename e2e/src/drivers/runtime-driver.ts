import { fileURLToPath } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import { startMiniProgram, type EnterOptions, type MiniProgram } from '../../runtime/mini-program';
import { Screen } from '../browser';
import { startPhoneWechat, type PhoneWechat } from '../phone-wechat';
import type { Entry, Holder, Phone, Text } from './driver';
import { ScreenDriver } from './screen-driver';

/** Where the mini programs look for the server unless they are built for another. */
export const builtInServer = 'http://127.0.0.1:7001';

/** WeChat's numbers of the ways in. */
const fromList = 1001;
const fromLinkCode = 1011;
const fromProgramCode = 1047;

/** A compiled mini program in the runtime. */
export class RuntimeDriver extends ScreenDriver {
  readonly phone: Phone;

  private constructor(
    screen: Screen,
    private readonly program: MiniProgram,
    private readonly wechat: PhoneWechat | null,
  ) {
    super(screen);
    this.phone = phoneOf(program);
  }

  static async start(browser: Browser, { app, who, serverUrl, payer }: Holder): Promise<RuntimeDriver> {
    const dist = fileURLToPath(new URL(`../../../miniapp-${app}/dist/build/mp-weixin`, import.meta.url));
    const wechat = payer
      ? await startPhoneWechat(payer.phone, { serverUrl, doublesUrl: payer.doublesUrl })
      : null;
    const program = await startMiniProgram({
      dist,
      browser,
      hosts: { [builtInServer]: wechat?.url ?? serverUrl, [serverUrl]: serverUrl },
      hasAgreedToPrivacy: true,
    });
    return new RuntimeDriver(Screen.of(program.page, `mini-${who}`), program, wechat);
  }

  async open(entry: Entry = {}): Promise<void> {
    await this.program.launch(entranceOf(entry));
    await this.page.locator('.mp-page--on').waitFor();
  }

  async openAgain(entry: Entry): Promise<void> {
    await this.program.leave();
    await this.program.enterAgain(entranceOf(entry));
  }

  back(): Promise<void> {
    return this.program.back();
  }

  async currentPath(): Promise<string> {
    return `/${await this.program.currentPath()}`;
  }

  /** WeChat makes its taps out of touches. */
  protected touch(element: Locator): Promise<void> {
    return element.tap();
  }

  tapTab(label: string): Promise<void> {
    return this.tap('.mp-tabbar__item', label);
  }

  choose(hook: string, rows: readonly string[]): Promise<void> {
    return this.turnWheels(hook, rows);
  }

  chooseMonth(hook: string, month: string): Promise<void> {
    const [year = 0, number = 0] = month.split('-').map(Number);
    return this.turnWheels(hook, [`${year}年`, `${number}月`]);
  }

  private async turnWheels(hook: string, rows: readonly string[]): Promise<void> {
    await this.tap(hook);
    for (const [column, row] of rows.entries()) {
      const wheel = this.page.locator('.mp-picker__column').nth(column);
      await this.touch(wheel.locator('.mp-picker__item').getByText(row, { exact: true }));
    }
    await this.tap('.mp-picker__confirm');
    await this.waitGone('.mp-picker');
  }

  async tapAndScan(hook: string, codes: readonly string[], text?: Text): Promise<void> {
    const results = codes.map((result) => ({ result, scanType: 'CODE_128', charSet: 'UTF-8' }));
    await this.program.answer('scanCode', ...results);
    await this.tap(hook, text);
  }

  async tapAndShare(hook: string, text?: Text): Promise<Entry> {
    await this.tap(hook, text);
    const message = await this.program.lastShare();
    return { path: String(message?.['path'] ?? '') };
  }

  async tapAndSave(hook: string, text?: Text): Promise<Uint8Array> {
    const { album } = this.program;
    const before = album.length;
    await this.tap(hook, text);
    await this.waitForToast('已保存');
    const picture = album[before];
    if (picture === undefined) throw new Error('no picture has arrived in the album');
    return picture;
  }

  async tapAndPick(hook: string, pictures: readonly Uint8Array[], text?: Text): Promise<void> {
    this.program.ownPictures = pictures;
    await this.tap(hook, text);
  }

  async tapAndPay(hook: string, text?: Text): Promise<void> {
    const { wechat } = this;
    if (!wechat) throw new Error('nobody pays on this phone');
    this.program.payer = (order) => wechat.pay(order);
    await this.tap(hook, text);
  }

  async answer(title: Text, isAgreed: boolean): Promise<void> {
    const question = this.seen('.mp-modal', title);
    await this.touch(question.locator(isAgreed ? '.mp-modal__confirm' : '.mp-modal__cancel'));
    await question.waitFor({ state: 'hidden' });
  }

  offline(isOffline: boolean): Promise<void> {
    return this.program.offline(isOffline);
  }

  pullDown(): Promise<void> {
    return this.program.pullDown();
  }

  reachBottom(): Promise<void> {
    return this.program.reachBottom();
  }

  waitForToast(text: Text): Promise<void> {
    return this.waitFor('.mp-toast', text);
  }

  async copied(): Promise<string> {
    const [options] = (await this.program.calls('setClipboardData')).at(-1)?.args ?? [];
    return typeof options === 'object' && options !== null && 'data' in options ? String(options.data) : '';
  }

  async problems(): Promise<string[]> {
    const found = await this.program.problems();
    return found.map(({ kind, where, message }) => `${kind} at ${where}: ${message}`);
  }

  override async close(): Promise<void> {
    await this.program.close();
    await this.wechat?.stop();
  }
}

/**
 * The way into a mini program. The link of an invite stands for the mini program code with the same token; any other link
 * is handed over as WeChat does with the codes of ordinary links.
 */
function entranceOf({ path, query, link, scene }: Entry): EnterOptions {
  if (link !== undefined) {
    const [address = '', search = ''] = link.split('#')[1]?.split('?') ?? [];
    const token = new URLSearchParams(search).get('token');
    if (token === null) return { query: { q: encodeURIComponent(link) }, scene: fromLinkCode };
    return entranceOf({ ...(address !== '/' && { path: address }), scene: token });
  }
  return {
    ...(path !== undefined && { path }),
    query: { ...query, ...(scene !== undefined && { scene: encodeURIComponent(scene) }) },
    scene: scene === undefined ? fromList : fromProgramCode,
  };
}

function phoneOf(program: MiniProgram): Phone {
  return {
    answerPermission: (question, isAgreed) =>
      isAgreed ? program.userAgrees(question) : program.userRefuses(question),
    openedSettings: async () => (await program.calls('openSetting')).length,
    printed: () => Promise.resolve(program.printer.received),
  };
}
