import { fileURLToPath } from 'node:url';
import automator from 'miniprogram-automator';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAutomationEndpoint, type AutomationEndpoint } from '../automation/automation-endpoint';
import { runLoginSmoke, type LoginSmokeApp } from '../automation/login-smoke';
import { launchBrowser } from '../src/browser';

type Client = Awaited<ReturnType<typeof automator.connect>>;

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('the automation endpoint', () => {
  let endpoint: AutomationEndpoint;
  let client: Client;
  beforeAll(async () => {
    endpoint = await startAutomationEndpoint({ dist: folder('fixtures/good-program'), browser, port: 0 });
    client = await automator.connect({ wsEndpoint: endpoint.wsEndpoint });
  });
  afterAll(async () => {
    client.disconnect();
    await endpoint.close();
  });

  async function homePage() {
    const page = await client.currentPage();
    if (page?.path !== 'pages/home/home') throw new Error(`on ${page?.path}`);
    return page;
  }

  it('finds elements and reads their text, attributes, styles and place', async () => {
    const page = await homePage();

    const names: { text(): Promise<string> }[] = await page.$$('.name');
    const button = await page.$('button.detail');

    expect(await Promise.all(names.map((name) => name.text()))).toEqual(['1. 茶叶', '2. 杯子']);
    expect(await button?.attribute('class')).toContain('detail');
    expect(await button?.style('display')).not.toBe('none');
    expect((await button?.offset()).top).toBeGreaterThan(0);
    expect(await button?.wxml()).toContain('看详情');
    expect(await page.$('.nothing')).toBeNull();
  });

  it('reads and sets the data of a page, calls its methods and triggers events', async () => {
    const page = await homePage();

    expect(await page.data('names[1]')).toBe('杯子');
    await page.setData({ names: ['鱼'] });
    expect(await (await page.$('.name'))?.text()).toBe('1. 鱼');

    await (await page.$('.phone'))?.trigger('getphonenumber', { code: 'code-1' });
    expect(await page.data('phone')).toBe('code-1');

    await page.callMethod('takePhone', { detail: { code: 'code-2' } });
    expect(await page.data('phone')).toBe('code-2');
  });

  it('mocks wx by a result, a refusal and a function, and restores it', async () => {
    const ask = () =>
      client.evaluate(
        () =>
          new Promise((resolve) =>
            // @ts-expect-error wx is there in the mini program, where this function runs.
            wx.chooseAddress({ success: resolve, fail: resolve }),
          ),
      );

    await client.mockWxMethod('chooseAddress', { userName: '陈', errMsg: 'chooseAddress:ok' });
    expect(await ask()).toEqual({ userName: '陈', errMsg: 'chooseAddress:ok' });

    await client.mockWxMethod('chooseAddress', { errMsg: 'chooseAddress:fail cancel' });
    expect(await client.callWxMethod('chooseAddress', {}).catch((error: Error) => error.message)).toContain(
      'chooseAddress:fail cancel',
    );

    await client.mockWxMethod('chooseAddress', (_: unknown, name: string) => ({ userName: name }), '林');
    expect(await ask()).toEqual({ userName: '林' });

    await client.restoreWxMethod('chooseAddress');
    expect(await ask()).toMatchObject({ errMsg: expect.stringContaining('chooseAddress:') });
    expect(await ask()).not.toMatchObject({ userName: '林' });
  });

  it('tells of the console and of functions that the program calls', async () => {
    const lines: unknown[] = [];
    client.on('console', (line: unknown) => lines.push(line));
    const called = new Promise((resolve) => void client.exposeFunction('tell', resolve));

    await client.evaluate(() => {
      console.info('hello from the program');
      // @ts-expect-error Exposed above.
      tell('told');
    });

    expect(await called).toBe('told');
    expect(lines).toContainEqual({ type: 'info', args: ['hello from the program'] });
  });

  it('taps into another page and comes back, and refuses what WeChat refuses', async () => {
    await (await (await homePage()).$('.detail'))?.tap();
    await expect.poll(async () => (await client.currentPage())?.path).toBe('goods/pages/detail');
    expect((await client.pageStack()).map(({ path }) => path)).toEqual([
      'pages/home/home',
      'goods/pages/detail',
    ]);
    expect((await client.currentPage())?.query).toEqual({ id: '1' });

    const refusal = await client
      .callWxMethod('navigateTo', { url: '/pages/mine/mine' })
      .catch((error: Error) => error.message);
    expect(refusal).toContain('can not navigateTo a tabbar page');

    expect((await client.navigateBack())?.path).toBe('pages/home/home');
  });

  it('says so when a method is not known', async () => {
    await expect(client.testAccounts()).rejects.toThrow('Tool.getTestAccounts is not known here');
  });
});

const apps: readonly (LoginSmokeApp & { app: string; devtools: string })[] = [
  { app: 'miniapp-member', devtools: 'WECHAT_DEVTOOLS_WS', forgotLink: '.login-forgot', title: '湖畔' },
  {
    app: 'miniapp-channel',
    devtools: 'WECHAT_DEVTOOLS_CHANNEL_WS',
    forgotLink: '.login-forgotten',
    title: '湖畔渠道',
  },
];

/** Runs the smoke where that address leads and judges what it has seen. */
async function smoke(wsEndpoint: string, app: LoginSmokeApp): Promise<void> {
  const client = await automator.connect({ wsEndpoint });
  expect(await runLoginSmoke(client, app)).toEqual({
    titles: [app.title],
    typed: '13900000001',
    codeButton: expect.stringMatching(/^(60|59|58|57) 秒后重发$/),
    dataKeys: expect.any(Number),
    opened: { path: 'features/identity/pages/password', query: { reset: '1' } },
    back: 'features/identity/pages/login',
  });
  client.disconnect();
}

describe.each(apps)('the login page of $app through miniprogram-automator', (app) => {
  it('works in front of the runtime', async () => {
    const endpoint = await startAutomationEndpoint({
      dist: folder(`../../${app.app}/dist/build/mp-weixin`),
      browser,
      port: 0,
    });
    await smoke(endpoint.wsEndpoint, app);
    await endpoint.close();
  });

  const devtools = process.env[app.devtools];
  it.skipIf(!devtools)('works in WeChat DevTools', () => smoke(devtools ?? '', app));
});
