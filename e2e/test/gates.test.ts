import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageSizes } from '../gates/size-gate';
import { Copy, goodProgram, homeScript, homeTemplate, inputOf, redGates } from './gates-kit';

it('the good mini program passes every gate', async () => {
  expect(await redGates(new Copy())).toEqual({});
});

describe('output', () => {
  it('names a page of the source that is missing from app.json', async () => {
    const copy = new Copy()
      .replace('app.json', ', "pages/list"]', ']')
      .replace(homeTemplate, '/goods/pages/list', '/goods/pages/detail');

    expect(await redGates(copy)).toEqual({
      output: [
        { place: 'app.json', reason: 'the page goods/pages/list of src/pages.json is not in app.json' },
        { place: 'goods/pages/list.json', reason: 'this page is not listed in app.json' },
      ],
    });
  });

  it('names a page of app.json that has no file', async () => {
    expect(await redGates(new Copy().remove('help/pages/help.wxml'))).toEqual({
      output: [
        {
          place: 'help/pages/help.wxml',
          reason: 'app.json lists the page help/pages/help, but the file is missing',
        },
      ],
    });
  });

  it('refuses what lies in another subpackage, and what is nowhere', async () => {
    const copy = new Copy()
      .write(
        'help/pages/help.js',
        "require('../../goods/pages/detail.js');\nrequire('./gone.js');\nPage({});\n",
      )
      .write('help/pages/help.json', '{ "usingComponents": { "lost-card": "/common/lost-card" } }');

    expect(await redGates(copy)).toEqual({
      output: [
        {
          place: 'help/pages/help.json',
          reason: 'the component <lost-card> is missing at common/lost-card',
        },
        {
          place: 'help/pages/help.js:1:1',
          reason: 'the module goods/pages/detail.js lies in another subpackage, which may not be loaded',
        },
        { place: 'help/pages/help.js:2:1', reason: 'the module help/pages/gone.js is missing' },
      ],
    });
  });

  it('says so when the build wrote nothing', () => {
    expect(() => inputOf(new Copy().remove('app.json'))).toThrow(
      'app.json is missing: the build wrote nothing',
    );
  });
});

describe('size', () => {
  const filler = (megabytes: number) => 'x'.repeat(Math.ceil(megabytes * 1024 * 1024));

  it('measures each package and all together', () => {
    const sizes = packageSizes(inputOf(new Copy().write('goods/photo.txt', filler(1))).program);

    expect([...sizes.keys()]).toEqual(['main', 'goods', 'help']);
    expect(sizes.get('goods')).toBeGreaterThan(1024 * 1024);
    expect(sizes.get('help')).toBeLessThan(1024);
  });

  it('refuses a main package of 1.5 MB', async () => {
    expect(await redGates(new Copy().write('photo.txt', filler(1.5)))).toEqual({
      size: [{ place: 'the main package', reason: expect.stringMatching(/^\d+ KB where less than 1536 KB/) }],
    });
  });

  it('refuses a subpackage of 2 MB, not one a little smaller', async () => {
    expect(await redGates(new Copy().write('goods/photo.txt', filler(1.99)))).toEqual({});
    expect(await redGates(new Copy().write('goods/photo.txt', filler(2)))).toEqual({
      size: [
        { place: 'the subpackage goods', reason: expect.stringMatching(/^\d+ KB where less than 2048 KB/) },
      ],
    });
  });

  it('refuses 20 MB together', async () => {
    const copy = new Copy();
    const packages = Array.from({ length: 11 }, (_, index) => `p${index}`);
    const app = JSON.parse(readFileSync(join(copy.folder, 'app.json'), 'utf8'));
    app.subPackages.push(...packages.map((root) => ({ root, pages: [] })));
    copy.write('app.json', JSON.stringify(app));
    for (const root of packages)
      cpSync(join(goodProgram, 'help'), join(copy.folder, root, 'empty'), { recursive: true });
    for (const root of packages) {
      rmSync(join(copy.folder, root, 'empty'), { recursive: true });
      copy.write(`${root}/photo.txt`, filler(1.9));
    }

    expect(await redGates(copy)).toEqual({
      size: [{ place: 'the mini program', reason: expect.stringMatching(/where less than 20480 KB/) }],
    });
  });
});

describe('tab bar', () => {
  it('refuses a custom tab bar without its component', async () => {
    const copy = new Copy()
      .remove('custom-tab-bar/index.js')
      .remove('custom-tab-bar/index.json')
      .remove('custom-tab-bar/index.wxml');

    expect((await redGates(copy))['tab-bar']?.map(({ place }) => place)).toEqual([
      'custom-tab-bar/index.js',
      'custom-tab-bar/index.json',
      'custom-tab-bar/index.wxml',
    ]);
  });

  it('refuses a tab page that cannot load the custom tab bar', async () => {
    const copy = new Copy()
      .replace('app.json', '["chooseAddress"],\n  "usingComponents": {}', '["chooseAddress"]')
      .write('pages/mine/mine.json', '{}');

    expect(await redGates(copy)).toEqual({
      'tab-bar': [
        {
          place: 'pages/mine/mine.json',
          reason: expect.stringContaining('the custom tab bar does not load'),
        },
      ],
    });
  });

  it('refuses a tab of a subpackage and an icon that is missing', async () => {
    const copy = new Copy().replace(
      'app.json',
      '"pagePath": "pages/mine/mine",',
      '"pagePath": "help/pages/help", "iconPath": "static/help.png",',
    );

    expect((await redGates(copy))['tab-bar']?.map(({ reason }) => reason)).toEqual([
      'the tab help/pages/help is no page of the main package',
      'the icon static/help.png of the tab help/pages/help is missing',
    ]);
  });
});

describe('wxml', () => {
  it.each([
    ['an expression that ends early', '{{index + }}. {{item}}', /:2:\d+$/],
    ['two expressions in one', '{{index item}}', /:2:\d+$/],
    ['an element that stays open', '<text>{{item}}', /:2:\d+$/],
  ])('refuses %s', async (_, text, place) => {
    const copy = new Copy().replace(homeTemplate, '{{index + 1}}. {{item}}', text);

    const red = await redGates(copy);

    expect(Object.keys(red)).toEqual(['wxml']);
    expect(red['wxml']?.[0]?.place).toMatch(place);
  });

  it('refuses an event that is bound twice, of which one would be lost', async () => {
    const copy = new Copy().replace(
      homeTemplate,
      'bindtap="openDetail"',
      'bindtap="openDetail" bindtap="openMine"',
    );

    expect(await redGates(copy)).toEqual({
      wxml: [{ place: expect.stringContaining(homeTemplate), reason: 'duplicated attribute' }],
    });
  });
});

describe('script', () => {
  it.each([
    ['document.title = 1', 'document'],
    ["window.location.href = ''", 'window'],
    ["fetch('/goods')", 'fetch'],
    ['new TextEncoder()', 'TextEncoder'],
    ["localStorage.getItem('a')", 'localStorage'],
    ["typeof document === 'object' ? 1 : window.name", 'window'],
  ])('refuses %s', async (code, name) => {
    const copy = new Copy().replace(homeScript, "callApi('/addresses')", code);

    expect(await redGates(copy)).toEqual({
      script: [
        {
          place: expect.stringMatching(/^pages\/home\/home\.js:\d+:\d+$/),
          reason: `${name} does not exist in a mini program`,
        },
      ],
    });
  });

  it.each([
    ["typeof document === 'undefined' || document.title"],
    ["typeof window !== 'undefined' && window.name"],
    ["(function (document) { return document.title; })({ title: '' })"],
    ['Function.prototype'],
  ])('lets %s pass', async (code) => {
    expect(await redGates(new Copy().replace(homeScript, "callApi('/addresses')", code))).toEqual({});
  });

  it.each([
    ["new Function('return 1')", 'Function'],
    ["eval('1')", 'eval'],
    ['Intl.DateTimeFormat()', 'Intl'],
  ])('refuses %s', async (code, name) => {
    expect(await redGates(new Copy().replace(homeScript, "callApi('/addresses')", code))).toEqual({
      script: [
        { place: expect.stringContaining(homeScript), reason: `${name} is not allowed in a mini program` },
      ],
    });
  });

  it('refuses syntax that is younger than the phones', async () => {
    const red = await redGates(new Copy().write('common/young.js', 'exports.first = (list) => list?.[0];\n'));

    expect(red).toEqual({
      script: [{ place: 'common/young.js:1:32', reason: expect.stringContaining('not JavaScript of 2018') }],
    });
  });

  it('wants ES5 where DevTools does not translate', async () => {
    const red = await redGates(new Copy(), { ecmaVersion: 5 });

    expect(red['script']?.map(({ place }) => place)).toContain('common/routes.js:3:1');
  });
});

describe('navigation', () => {
  it.each([
    [
      'wx.navigateTo({ url: addresses.routes.detail',
      'wx.navigateTo({ url: addresses.tabs.mine',
      'navigateTo: pages/mine/mine is a tab page; only switchTab and reLaunch open it',
    ],
    [
      'wx.redirectTo({ url: addresses.routes.help })',
      "wx.redirectTo({ url: '../mine/mine' })",
      'redirectTo: pages/mine/mine is a tab page; only switchTab and reLaunch open it',
    ],
    [
      'wx.switchTab({ url: addresses.tabs.mine })',
      'wx.switchTab({ url: addresses.routes.help })',
      'switchTab: help/pages/help is no tab page; switchTab cannot open it',
    ],
    [
      'wx.switchTab({ url: addresses.tabs.mine })',
      "wx.switchTab({ url: '/pages/mine/mine?from=home' })",
      'switchTab takes no query: /pages/mine/mine?from=home',
    ],
    [
      'wx.redirectTo({ url: addresses.routes.help })',
      "wx.redirectTo({ url: '/shop/pages/cart' })",
      'redirectTo: there is no page shop/pages/cart',
    ],
    [
      'wx.redirectTo({ url: addresses.routes.help })',
      'addresses.openPage(addresses.tabs.mine)',
      'openPage: pages/mine/mine is a tab page; only switchTab and reLaunch open it',
    ],
  ])('refuses %s → %s', async (from, to, reason) => {
    const red = await redGates(new Copy().replace(homeScript, from, to));

    expect(Object.keys(red)).toEqual(['navigation']);
    expect(red['navigation']?.map((problem) => problem.reason).join('; ')).toContain(reason);
  });

  it('refuses a link of a template to a tab page', async () => {
    expect(await redGates(new Copy().replace(homeTemplate, '/goods/pages/list', '/pages/mine/mine'))).toEqual(
      {
        navigation: [
          {
            place: homeTemplate,
            reason: '<navigator>: pages/mine/mine is a tab page; only switchTab and reLaunch open it',
          },
        ],
      },
    );
  });

  it('refuses a route that leads nowhere, even unused', async () => {
    const copy = new Copy().replace('common/routes.js', 'help: ', "cart: '/goods/pages/cart', help: ");

    expect(await redGates(copy)).toEqual({
      navigation: [
        {
          place: expect.stringContaining('common/routes.js:3:'),
          reason: 'there is no page goods/pages/cart',
        },
      ],
    });
  });
});

it('nested-class names a style that a component has for a component inside it', async () => {
  const copy = new Copy()
    .write('custom-tab-bar/index.json', '{ "component": true, "usingComponents": { "a-mark": "./mark" } }')
    .write('custom-tab-bar/index.wxml', '<view class="bar"><a-mark class="bar mark hook" bind:x="x"/></view>')
    .write('custom-tab-bar/index.wxss', '.bar { color: red }\n.mark-big,\n.mark{width:1px}')
    .write('custom-tab-bar/mark.json', '{ "component": true }')
    .write('custom-tab-bar/mark.wxml', '<view/>')
    .write('custom-tab-bar/mark.js', 'Component({});');

  expect(await redGates(copy)).toEqual({
    'nested-class': [
      { place: 'custom-tab-bar/index.wxml', reason: 'the style .bar does not reach into <a-mark>' },
      { place: 'custom-tab-bar/index.wxml', reason: 'the style .mark does not reach into <a-mark>' },
    ],
  });
});
