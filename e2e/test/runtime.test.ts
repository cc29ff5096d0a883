import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startMiniProgram, type MiniProgram } from '../runtime/mini-program';
import { launchBrowser } from '../src/browser';

const dist = fileURLToPath(new URL('fixtures/runtime-program', import.meta.url));
const port = 7121;

let browser: Browser;
let server: Server;
let program: MiniProgram;

beforeAll(async () => {
  browser = await launchBrowser();
  server = createServer((request, response) => {
    if (request.url === '/slow') return;
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ method: request.method, headers: request.headers, body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});
afterEach(() => program.close());

async function start(path?: string, hasAgreedToPrivacy = true): Promise<MiniProgram> {
  program = await startMiniProgram({
    dist,
    browser,
    hasAgreedToPrivacy,
    hosts: { 'https://api.example': `http://127.0.0.1:${port}` },
  });
  await program.launch(path === undefined ? {} : { path });
  return program;
}

const seen = (hook: string) => program.page.locator(`.mp-page--on ${hook}`).first();
const tap = (hook: string) => seen(hook).tap();

/** Opens the page of acts with one of them, does it by a tap, and reads what it answers. */
async function act(name: string, { asks = false, isPrivate = false } = {}): Promise<string> {
  await start(`/pages/acts/acts?act=${name}${asks ? '&asks=1' : ''}`, !isPrivate);
  await tap('.act');
  return answer();
}

async function answer(): Promise<string> {
  await program.page.waitForFunction(
    () => document.querySelector('.mp-page--on .answer')?.textContent !== '',
  );
  return seen('.answer').innerText();
}

/** Only the words of what was found. */
async function problems(): Promise<string[]> {
  return (await program.problems()).map(({ kind, message }) => `${kind}: ${message}`);
}

describe('the logic layer', () => {
  it('has no document', async () => {
    expect(await act('touchDocument')).toContain('threw TypeError');
  });

  it('has no fetch', async () => {
    expect(await act('touchFetch')).toContain('threw TypeError');
  });

  it('runs no code out of text, but lets old libraries find the global', async () => {
    expect(await act('codeOutOfText')).toContain('threw EvalError');
    await program.close();
    expect(await act('findGlobal')).toBe('function');
  });

  it('knows none of the browser by name', async () => {
    expect(await act('whatIsMissing')).toBe('undefined undefined undefined undefined undefined undefined');
  });

  it('reports an error that reaches nobody', async () => {
    await start('/pages/acts/acts?act=rejectSilently');
    await tap('.act');
    await expect.poll(problems).toEqual([expect.stringContaining('nobody listens')]);
  });

  it('has no interface that the base library lacks', async () => {
    expect(await act('unknown')).toContain('wx.somethingNew is not a function');
  });
});

describe('packages', () => {
  it('loads a subpackage when one of its pages is entered', async () => {
    await start('/pages/acts/acts?act=toShop');
    expect(await program.loadedPackages()).toEqual(['']);
    await tap('.act');
    await expect.poll(() => seen('.prices').innerText()).toBe('1500');
    expect(await program.loadedPackages()).toEqual(['', 'shop']);
  });

  it('refuses to require a file of another subpackage', async () => {
    expect(await act('toStock')).toContain('could not be loaded');
    expect(await problems()).toEqual([
      expect.stringContaining("'stock/list.js' cannot require files of subpackage 'shop'"),
    ]);
  });
});

describe('navigation', () => {
  it.each([
    ['toTab', 'navigateTo:fail can not navigateTo a tabbar page'],
    ['redirectToTab', 'redirectTo:fail can not redirectTo a tabbar page'],
    ['toNoTab', 'switchTab:fail can not switch to no-tabBar page'],
    ['toNowhere', 'navigateTo:fail page \\"pages/nowhere\\" is not found'],
  ])('refuses %s and reports it', async (name, refusal) => {
    expect(await act(name)).toContain(refusal);
    expect(await problems()).toEqual([expect.stringMatching(/^navigation: /)]);
  });

  it('refuses an eleventh page', async () => {
    await start('/pages/acts/acts?act=toItem');
    for (let page = 2; page <= 10; page += 1)
      await program.page.evaluate('wx.navigateTo({ url: "/pages/item/item?id=1" })');
    expect(await program.pageStack()).toHaveLength(10);
    const refusal = await program.page.evaluate(
      'wx.navigateTo({ url: "/pages/item/item" }).catch((failure) => failure.errMsg)',
    );
    expect(refusal).toBe('navigateTo:fail webview count limit exceed');
    expect(await problems()).toEqual([]);
  });

  it('hands over a query as it was written and goes back to the page below', async () => {
    await start('/pages/acts/acts?act=toItem');
    await tap('.act');
    await expect.poll(() => seen('.item').innerText()).toBe('%E6%B9%96');
    await tap('.mp-navbar__back');
    expect(await program.currentPath()).toBe('pages/acts/acts');
  });

  it('keeps a tab page alive while another is shown', async () => {
    await start();
    await tap('.mp-tabbar__item:nth-child(2)');
    expect(await program.currentPath()).toBe('pages/tools/tools');
    await tap('.mp-tabbar__item:nth-child(1)');
    await expect.poll(() => seen('.events').innerText()).toBe('load show ready hide show tab:首页');
  });

  it('refreshes, reaches the end and shares', async () => {
    await start('/pages/item/item?id=7');
    await program.pullDown();
    await expect.poll(() => seen('.pulled').innerText()).toBe('1');
    await program.reachBottom();
    await expect.poll(() => seen('.reached').innerText()).toBe('1');
    expect(await program.share()).toEqual({ title: '分享', path: '/pages/item/item?id=7&from=menu' });
  });
});

describe('starting', () => {
  const seenByApp = () => program.page.evaluate('getApp().seen') as Promise<[string, { query: object }][]>;

  it('delivers the scene of a code percent-encoded, cold and warm', async () => {
    await start();
    await program.launch({ scene: 1047, query: { scene: 'i%3Dabc' } });
    await expect.poll(() => seen('.box').innerText()).toBe('i%3Dabc');
    await program.leave();
    await program.enterAgain({ path: 'pages/item/item', scene: 1047, query: { scene: 'i%3Ddef' } });
    expect(await program.currentPath()).toBe('pages/item/item');
    expect((await seenByApp()).map(([event, options]) => [event, options?.query])).toEqual([
      ['launch', { scene: 'i%3Dabc' }],
      ['show', { scene: 'i%3Dabc' }],
      ['hide', undefined],
      ['show', { scene: 'i%3Ddef' }],
    ]);
  });

  it('shows what was open when the person comes back from the list', async () => {
    await start('/pages/item/item?id=7');
    await program.leave();
    await program.enterAgain();
    expect(await program.currentPath()).toBe('pages/item/item');
  });

  it('keeps what is stored over a restart', async () => {
    expect(await act('store')).toBe('{"a":[1]}');
    await program.launch({ path: '/pages/acts/acts?act=stored' });
    await tap('.act');
    expect(await answer()).toBe('{"a":[1]}');
  });
});

describe('setData', () => {
  it('of 300 KB is reported with its place and its heaviest field', async () => {
    expect(await act('setMuch')).toBe('set');
    expect(await problems()).toEqual([expect.stringMatching(/^set-data: setData of 307\d+ bytes \(rows\)/)]);
    const largest = (await program.setDataReport()).filter(({ bytes }) => bytes > 256 * 1024);
    expect(largest).toMatchObject([{ page: 'pages/acts/acts', biggest: [{ key: 'rows' }] }]);
  });

  it('of 2 MB throws', async () => {
    expect(await act('setTooMuch')).toContain('threw Error: setData of 2097');
  });

  it('of undefined is reported', async () => {
    await act('setUndefined');
    expect(await problems()).toEqual([expect.stringContaining('"gone" to undefined')]);
  });
});

describe('the view', () => {
  it('computes rpx of a 750 wide screen, and vh of the page without its bars', async () => {
    await start();
    const box = await seen('.box').boundingBox();
    expect(box?.width).toBe(187.5);
    const page = await program.page.locator('.mp-page--on .mp-view').boundingBox();
    expect(box?.height).toBe((page?.height ?? 0) / 2);
  });

  it('keeps styles of pages and components apart', async () => {
    await start();
    const styleOf = (name: string) =>
      seen('.steps wx-view').evaluate(
        (element, key) => getComputedStyle(element).getPropertyValue(key),
        name,
      );
    expect(await styleOf('font-weight')).toBe('700');
    expect(await styleOf('color')).not.toBe('rgb(9, 9, 9)');
    expect(await styleOf('color')).not.toBe('rgb(1, 2, 3)');
  });

  it('brings taps into components and their events out', async () => {
    await start();
    await tap('.steps wx-view');
    await expect.poll(() => seen('.steps-value').innerText()).toBe('4');
  });

  it('types into fields and submits a form', async () => {
    await start('/pages/acts/acts?act=store');
    await seen('.name input').pressSequentially('湖畔提货卡');
    await tap('.send');
    expect(await answer()).toBe('{"name":"湖畔提货","on":true}');
  });

  it('turns the wheels of pickers', async () => {
    await start('/pages/acts/acts?act=store');
    await tap('.region');
    for (const name of ['浙江省', '杭州市', '西湖区'])
      await program.page.locator('.mp-picker__item', { hasText: name }).tap();
    await tapDialog('.mp-picker__confirm');
    expect(await answer()).toBe('["浙江省","杭州市","西湖区"]');
    await tap('.month');
    await program.page.locator('.mp-picker__item', { hasText: '2026年' }).tap();
    await program.page.getByText('11月', { exact: true }).tap();
    await tapDialog('.mp-picker__confirm');
    await expect.poll(() => seen('.answer').innerText()).toBe('"2026-11"');
  });

  it('measures elements in the coordinates of the page', async () => {
    expect(JSON.parse(await act('box'))).toEqual({ left: 0, width: 375 });
  });

  it('draws on a canvas and saves the picture', async () => {
    expect(await act('poster')).toContain('saveImageToPhotosAlbum:ok');
    expect(program.album[0]?.subarray(1, 4)).toEqual(Buffer.from('PNG'));
  });
});

const tapDialog = (hook: string) => program.page.locator(hook).tap();

describe('dialogs', () => {
  it('asks for a line of text', async () => {
    await start('/pages/acts/acts?act=modal');
    await tap('.act');
    await program.page.locator('.mp-modal__input').fill('写了');
    await tapDialog('.mp-modal__confirm');
    expect(JSON.parse(await answer())).toMatchObject({ confirm: true, cancel: false, content: '写了' });
  });

  it('offers a choice', async () => {
    await start('/pages/acts/acts?act=sheet');
    await tap('.act');
    await program.page.locator('.mp-sheet__item', { hasText: '乙' }).tap();
    expect(JSON.parse(await answer())).toMatchObject({ tapIndex: 1 });
  });
});

describe('what needs the person', () => {
  it('asks about messages in answer to a tap only', async () => {
    expect(JSON.parse(await act('subscribe'))).toMatchObject({ template: 'accept' });
    await program.close();
    expect(JSON.parse(await act('subscribeLater'))).toMatchObject({ errCode: 20004 });
    expect(await problems()).toEqual(['api: requestSubscribeMessage outside of a tap or a payment']);
    await program.close();
    await start('/pages/acts/acts?act=subscribeAfterModal');
    await tap('.act');
    await tapDialog('.mp-modal__confirm');
    expect(JSON.parse(await answer())).toMatchObject({ template: 'accept' });
  });

  it('refuses private interfaces when the person declines the privacy guide', async () => {
    await start('/pages/acts/acts?act=address', false);
    await program.userRefuses('privacy');
    await tap('.act');
    expect(JSON.parse(await answer())).toEqual({
      errMsg: 'chooseAddress:fail privacy permission is not authorized',
      errno: 104,
    });
  });

  it('goes on once the person has pressed the button of the program', async () => {
    await start('/pages/acts/acts?act=address&asks=1', false);
    await tap('.act');
    expect(await seen('.answer').innerText()).toBe('');
    await tap('.agree');
    expect(JSON.parse(await answer())).toMatchObject({ cityName: '杭州市' });
  });

  it('opens place interfaces that app.json declares, and no others', async () => {
    expect(await act('location')).toContain('requiredPrivateInfos');
    expect(await problems()).toEqual([expect.stringContaining('getLocation is missing')]);
  });

  it('gives the code of a phone number, or the refusal', async () => {
    await start('/pages/acts/acts?act=store');
    await tap('.phone');
    expect(JSON.parse(await answer())).toEqual({ errMsg: 'getPhoneNumber:ok', code: 'phone-code-1' });
    await program.userRefuses('phoneNumber');
    await tap('.phone');
    await expect.poll(() => seen('.answer').innerText()).toContain('fail user deny');
  });

  it('scans what the test holds before the camera, then gives up', async () => {
    await start('/pages/acts/acts?act=scan');
    await program.answer('scanCode', { result: 'LK1' });
    await tap('.act');
    expect(JSON.parse(await answer())).toMatchObject({ result: 'LK1' });
    await tap('.act');
    await expect.poll(() => seen('.answer').innerText()).toBe('{"errMsg":"scanCode:fail cancel"}');
    expect(await program.calls('scanCode')).toHaveLength(2);
  });

  it('pays as the test decides', async () => {
    await start('/pages/acts/acts?act=pay');
    await tap('.act');
    expect(await answer()).toBe('{"errMsg":"requestPayment:ok"}');
    program.payer = (order) => (order.package === 'prepay_id=wx1' ? 'cancelled' : 'failed');
    await tap('.act');
    await expect.poll(() => seen('.answer').innerText()).toBe('{"errMsg":"requestPayment:fail cancel"}');
    await program.close();
    expect(await act('payWithoutPackage')).toContain('parameter.package should be String');
  });

  it('saves nothing to an album that is closed', async () => {
    await start('/pages/acts/acts?act=poster');
    await program.userRefuses('album');
    await tap('.act');
    expect(JSON.parse(await answer())).toMatchObject({
      errMsg: 'saveImageToPhotosAlbum:fail auth deny',
      errno: 103,
    });
    expect(program.album).toEqual([]);
  });
});

describe('the network', () => {
  it('reaches declared hosts without cookies and origin', async () => {
    const { statusCode, data } = JSON.parse(await act('request'));
    expect(statusCode).toBe(200);
    expect(data).toMatchObject({ method: 'POST', body: '{"a":1}', headers: { 'x-own': '1' } });
    expect(Object.keys(data.headers)).not.toContain('origin');
    expect(Object.keys(data.headers)).not.toContain('cookie');
  });

  it.each([
    ['requestElsewhere', { errMsg: 'request:fail url not in domain list', errno: 600002 }],
    ['requestSlow', { errMsg: 'request:fail timeout', errno: 5 }],
    ['requestAborted', { errMsg: 'request:fail abort' }],
    ['requestPatch', { errMsg: 'request:fail method is invalid: PATCH', errno: 600009 }],
  ])('refuses %s', async (name, refusal) => {
    expect(JSON.parse(await act(name))).toEqual(refusal);
  });

  it('is gone when the phone is offline', async () => {
    await start('/pages/acts/acts?act=request');
    await program.offline(true);
    await tap('.act');
    expect(JSON.parse(await answer())).toMatchObject({ errno: 600001 });
  });
});

describe('bluetooth', () => {
  it('takes packets that fit, one at a time', async () => {
    expect(JSON.parse(await act('print'))).toEqual([10008, ['fulfilled', 'rejected']]);
    expect(program.printer.packetSizes).toEqual([244, 1]);
  });

  it('says that it is switched off', async () => {
    await start('/pages/acts/acts?act=bluetooth');
    await program.bluetooth(false);
    await tap('.act');
    expect(JSON.parse(await answer())).toMatchObject({ errCode: 10001 });
  });
});
