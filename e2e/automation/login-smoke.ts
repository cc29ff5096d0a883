import type MiniProgram from 'miniprogram-automator/out/MiniProgram';
import type Page from 'miniprogram-automator/out/Page';

/** Where the login page of an app leads when the password is forgotten. */
export interface LoginSmokeApp {
  readonly forgotLink: string;
  /** The page's title, drawn in the page. */
  readonly title: string;
}

/** What the smoke has seen, for the test to judge. */
export interface LoginSmoke {
  readonly titles: readonly string[];
  readonly typed: unknown;
  readonly codeButton: string;
  readonly dataKeys: number;
  readonly opened: { readonly path: string; readonly query: unknown };
  readonly back: string;
}

/**
 * Starts at the login page, reads, types, taps, opens another page and comes back: the same script for real DevTools and
 * for the endpoint of this folder. The server is not asked; its answer to the request for a code is prepared.
 */
export async function runLoginSmoke(program: MiniProgram, app: LoginSmokeApp): Promise<LoginSmoke> {
  const login = requirePage(await program.reLaunch('/features/identity/pages/login'));
  // One tap with WeChat's phone number is offered first; the code by SMS stands behind a link.
  await login.waitFor('.login-other');
  // From here on: prepared earlier, the answer would pass for that of the login without a tap, which the page tries first.
  await program.mockWxMethod('request', {
    statusCode: 200,
    header: {},
    data: { retryAfterSeconds: 60, demoCode: null },
    errMsg: 'request:ok',
  });
  await (await requireElement(login, '.login-other')).tap();
  await login.waitFor('.lk-phone-login__code');
  const titles = await textsOf(login, '.lk-login__title');
  const phone = await requireElement(login, 'input');
  await (phone as unknown as { input(value: string): Promise<void> }).input('13900000001');
  const typed: unknown = await phone.value();
  await (await requireElement(login, '.lk-phone-login__code')).tap();
  await login.waitFor('.lk-phone-login__code--off');
  const codeButton = await (await requireElement(login, '.lk-phone-login__code')).text();
  const dataKeys = Object.keys((await login.data()) as object).length;
  await (await requireElement(login, app.forgotLink)).tap();
  const opened = await pageOtherThan(program, login.path);
  const back = requirePage(await program.navigateBack());
  await program.restoreWxMethod('request');
  return {
    titles,
    typed,
    codeButton,
    dataKeys,
    opened: { path: opened.path, query: opened.query as unknown },
    back: back.path,
  };
}

async function textsOf(page: Page, selector: string): Promise<string[]> {
  const elements = (await page.$$(selector)) as { text(): Promise<string> }[];
  return Promise.all(elements.map((element) => element.text()));
}

async function requireElement(page: Page, selector: string) {
  const element = await page.$(selector);
  if (!element) throw new Error(`${page.path} has nothing like ${selector}`);
  return element;
}

function requirePage(page: Page | undefined): Page {
  if (!page) throw new Error('no page is open');
  return page;
}

/** The page on top once it is another one; the client has no call that waits for it. */
async function pageOtherThan(program: MiniProgram, path: string): Promise<Page> {
  for (let tries = 0; tries < 50; tries += 1) {
    const page = requirePage(await program.currentPage());
    if (page.path !== path) return page;
    await page.waitFor(100);
  }
  throw new Error(`${path} stays on top`);
}
