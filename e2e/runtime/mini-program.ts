import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { compileMiniProgram, type CompiledMiniProgram } from './compile/compile-mini-program';
import { buildHost, renderPage } from './compile/render-page';
import { createNodeBridge } from './node-bridge';
import { Printer } from './printer';
import type { Handle } from './host/main';
import type {
  Answered,
  ApiCall,
  Bridge,
  Entrance,
  PaymentOrder,
  PaymentOutcome,
  PhoneState,
  PreparedAnswers,
  Problem,
  Question,
  SetDataEntry,
} from './protocol';

export interface MiniProgramOptions {
  /** The built program, as `miniapp-member/dist/build/mp-weixin`. */
  readonly dist: string;
  readonly browser: Browser;
  /**
   * The hosts that may be reached, each with the address that really answers:
   * `{ 'http://127.0.0.1:7001': server.url }`. Requests to others are refused, as outside of WeChat's domain list.
   */
  readonly hosts?: Readonly<Record<string, string>>;
  readonly screen?: { readonly width: number; readonly height: number };
  /** The person has agreed to the privacy guide before; false unless told. */
  readonly hasAgreedToPrivacy?: boolean;
  /** 1 unless told; WeChat's largest text is about 1.4. */
  readonly fontSizeScale?: number;
}

/** How the program is entered: by its first page from WeChat's list unless told. */
export interface EnterOptions {
  /** With or without a leading slash and query: `/pages/login?next=cards`. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** WeChat's number of the way in: 1001 list, 1007 shared card, 1047 mini-program code. */
  readonly scene?: number;
  readonly referrer?: Readonly<Record<string, unknown>>;
}

type Subscriber = (templateIds: readonly string[]) => Promise<void> | void;
type Payer = (order: PaymentOrder) => Promise<PaymentOutcome> | PaymentOutcome;

const origin = 'https://mini-program.test';
const mainPath = '/__running';

/** Runs a built mini program; nothing is open until `launch`. */
export async function startMiniProgram(options: MiniProgramOptions): Promise<MiniProgram> {
  const compiled = compileMiniProgram(options.dist);
  const { width, height } = options.screen ?? { width: 375, height: 812 };
  const context = await options.browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  const program = new MiniProgram(
    { compiled, hostScript: await buildHost(), options },
    context,
    await context.newPage(),
  );
  await program.connect();
  return program;
}

interface Made {
  readonly compiled: CompiledMiniProgram;
  readonly hostScript: string;
  readonly options: MiniProgramOptions;
}

/** A running mini program, the phone it runs on and the person holding it. */
export class MiniProgram {
  readonly printer: Printer;
  /** Pictures the person has saved, as bytes. */
  readonly album: Uint8Array[] = [];
  /** Pictures the person picks when the program asks for some; without any they give up. */
  ownPictures: readonly Uint8Array[] = [];
  /** Decides what becomes of a payment; it is paid unless told. */
  payer: Payer = () => 'paid';
  /** Is told to which subscribe messages the person has agreed. */
  subscriber: Subscriber = () => undefined;
  private phone: PhoneState;
  private entrance: Entrance = { path: '', query: {}, scene: 1001, referrerInfo: {} };
  private readonly before = {
    problems: [] as Problem[],
    calls: [] as ApiCall[],
    setData: [] as SetDataEntry[],
  };

  constructor(
    private readonly made: Made,
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {
    const { options } = made;
    this.printer = new Printer((settings) => this.changePhone({ printer: settings }));
    this.phone = {
      refused: [],
      hasAgreedToPrivacy: options.hasAgreedToPrivacy ?? false,
      isOffline: false,
      isBluetoothOn: true,
      printer: this.printer.settings,
      answers: {},
      hosts: Object.keys(options.hosts ?? {}),
      statusBarHeight: 44,
      fontSizeScale: options.fontSizeScale ?? 1,
    };
  }

  /** Wires the page to Node; called once by startMiniProgram. */
  async connect(): Promise<void> {
    this.page.setDefaultTimeout(30_000);
    const bridge = createNodeBridge({
      addressOf: (url) => this.addressOf(url) ?? url,
      pay: (order) => this.payer(order),
      printed: (bytes) => this.printer.take(bytes),
      savedToAlbum: (bytes) => this.album.push(bytes),
      pickPictures: (count) => this.ownPictures.slice(0, count),
      subscribed: (templateIds) => this.subscriber(templateIds),
    });
    await this.page.exposeFunction('__bridge', (name: keyof Bridge, argument: never) =>
      bridge[name](argument),
    );
    await this.page.route('**/*', (route) => this.serve(route));
  }

  /** A cold start: the program begins anew; storage and what the person has allowed stay. */
  async launch(enter: EnterOptions = {}): Promise<void> {
    await this.collect();
    this.entrance = this.entranceOf(enter);
    await this.page.goto(origin + mainPath);
    if (!(await this.page.evaluate(() => '__miniProgram' in window)))
      throw new Error(`the mini program did not start: ${JSON.stringify((await this.report()).problems)}`);
  }

  /** The person leaves for another app; `enterAgain` comes back. */
  leave(): Promise<void> {
    return this.tell((handle) => handle.leave());
  }

  /** A warm start: the program still runs. With a path it starts over at that page, without one it shows what was open. */
  async enterAgain(enter: EnterOptions = {}): Promise<void> {
    const entrance =
      enter.path === undefined ? { ...this.entranceOf(enter), path: '' } : this.entranceOf(enter);
    await this.page.evaluate(
      (again) => (window as unknown as HostPage).__miniProgram.enterAgain(again),
      entrance,
    );
  }

  /** The way back of the navigation bar or the phone. */
  back(): Promise<void> {
    return this.tell((handle) => handle.goBack());
  }

  /** Path of the page on top, without a leading slash. */
  async currentPath(): Promise<string> {
    return (await this.pageStack()).at(-1)?.path ?? '';
  }

  /** The open pages, the lowest first. */
  pageStack(): Promise<{ path: string; query: Readonly<Record<string, string>> }[]> {
    return this.tell((handle) => handle.stack());
  }

  /** Pulls the page down to refresh it. */
  async pullDown(): Promise<void> {
    await this.tell((handle) => void handle.pullDown());
  }

  /** Scrolls to the end of the page. */
  reachBottom(): Promise<void> {
    return this.tell((handle) => handle.reachBottom());
  }

  /** Shares the page through WeChat's menu; what the page answers. */
  share(): Promise<Answered> {
    return this.tell((handle) => handle.share());
  }

  /** Roots of the packages loaded so far; '' is the main package. */
  loadedPackages(): Promise<string[]> {
    return this.tell((handle) => handle.loadedPackages());
  }

  /** Everything that works badly or not at all in WeChat, from the files and from all starts so far. */
  async problems(): Promise<readonly Problem[]> {
    return [...this.made.compiled.problems, ...this.before.problems, ...(await this.report()).problems];
  }

  /** The calls of one API, or of all. */
  async calls(name?: string): Promise<readonly ApiCall[]> {
    const calls = [...this.before.calls, ...(await this.report()).calls];
    return name === undefined ? calls : calls.filter((call) => call.name === name);
  }

  async setDataReport(): Promise<readonly SetDataEntry[]> {
    return [...this.before.setData, ...(await this.report()).setData];
  }

  /** What the page last handed out to share, by a button or the menu; null before. */
  lastShare(): Promise<Answered> {
    return this.tell((handle) => handle.lastShare());
  }

  /** WeChat has loaded a new version of the program, or failed to. */
  update(outcome: 'ready' | 'failed'): Promise<void> {
    return outcome === 'ready'
      ? this.tell((handle) => handle.tellUpdate('ready'))
      : this.tell((handle) => handle.tellUpdate('failed'));
  }

  /** Prepares what an API answers to its next calls, one result each; afterwards it answers by itself again. */
  answer(name: string, ...results: readonly object[]): Promise<void> {
    return this.prepare(name, { next: results.map((result) => ({ ok: true, result })), then: null });
  }

  /** Lets an API refuse from now on: `refuse('scanCode', 'cancel')`. `answer(name)` ends it. */
  refuse(name: string, reason: string, numbers: { errno?: number; errCode?: number } = {}): Promise<void> {
    return this.prepare(name, { next: [], then: { ok: false, reason, ...numbers } });
  }

  /** The person says no to these from now on. */
  userRefuses(...questions: readonly Question[]): Promise<void> {
    return this.changePhone({ refused: [...new Set([...this.phone.refused, ...questions])] });
  }

  /** The person says yes again, as everybody does at first. */
  userAgrees(...questions: readonly Question[]): Promise<void> {
    return this.changePhone({ refused: this.phone.refused.filter((known) => !questions.includes(known)) });
  }

  offline(isOffline: boolean): Promise<void> {
    return this.changePhone({ isOffline });
  }

  bluetooth(isBluetoothOn: boolean): Promise<void> {
    return this.changePhone({ isBluetoothOn });
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  private prepare(name: string, answers: PreparedAnswers): Promise<void> {
    return this.changePhone({ answers: { ...this.phone.answers, [name]: answers } }, [name]);
  }

  private async changePhone(
    change: Partial<PhoneState>,
    changedAnswers: readonly string[] = [],
  ): Promise<void> {
    this.phone = { ...this.phone, ...change };
    await this.page.evaluate(
      ([state, names]) => (window as unknown as Partial<HostPage>).__miniProgram?.setPhone(state, names),
      [this.phone, changedAnswers] as const,
    );
  }

  private tell<Result>(act: (handle: Handle) => Result): Promise<Result> {
    // The function travels as text; the handle lives in the page.
    return this.page.evaluate<Result>(`(${act.toString()})(window.__miniProgram)`);
  }

  private async report(): Promise<Handle['report']> {
    const report = await this.page.evaluate(() => (window as unknown as Partial<HostPage>).__report ?? null);
    return report ?? { problems: [], calls: [], setData: [] };
  }

  /** Keeps what is known before the page goes away. */
  private async collect(): Promise<void> {
    const { problems, calls, setData } = await this.report();
    this.before.problems.push(...problems);
    this.before.calls.push(...calls);
    this.before.setData.push(...setData);
  }

  private entranceOf({ path, query = {}, scene = 1001, referrer = {} }: EnterOptions): Entrance {
    const [address = '', text = ''] = (path ?? this.made.compiled.program.app.pages[0] ?? '').split('?', 2);
    const inPath = [...text.split('&').filter(Boolean)].map((part): [string, string] => {
      const at = part.indexOf('=');
      return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    });
    return {
      path: address.replace(/^\//, ''),
      query: { ...Object.fromEntries(inPath), ...query },
      scene,
      referrerInfo: referrer,
    };
  }

  private addressOf(url: string): string | null {
    for (const [declared, actual] of Object.entries(this.made.options.hosts ?? {}))
      if (url === declared || url.startsWith(`${declared}/`)) return actual + url.slice(declared.length);
    return null;
  }

  /** The page itself, files of the package, pictures of declared hosts; nothing else is reachable. */
  private async serve(route: Route): Promise<void> {
    const url = route.request().url();
    if (url === origin + mainPath) {
      const { compiled, hostScript } = this.made;
      const body = renderPage({ compiled, hostScript, phone: this.phone, entrance: this.entrance });
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body });
    }
    if (url.startsWith(`${origin}/`)) return this.serveFile(route, decodeURI(new URL(url).pathname));
    const actual = this.phone.isOffline ? null : this.addressOf(url);
    if (actual === null) return route.abort();
    const response = await fetch(actual).catch(() => null);
    if (!response) return route.abort();
    return route.fulfill({
      status: response.status,
      contentType: response.headers.get('content-type') ?? 'application/octet-stream',
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  private serveFile(route: Route, path: string): Promise<void> {
    const file = join(this.made.options.dist, normalize(path));
    if (!existsSync(file) || !statSync(file).isFile()) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ body: readFileSync(file) });
  }
}

interface HostPage {
  readonly __report: Handle['report'];
  readonly __miniProgram: Handle;
}
