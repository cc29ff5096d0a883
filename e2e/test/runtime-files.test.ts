import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileMiniProgram } from '../runtime/compile/compile-mini-program';
import { startMiniProgram } from '../runtime/mini-program';
import { launchBrowser } from '../src/browser';

const good = fileURLToPath(new URL('fixtures/runtime-program', import.meta.url));
let dist: string;

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'lakeside-mini-program-'));
  cpSync(good, dist, { recursive: true });
});
afterEach(() => rmSync(dist, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(dist, file)), { recursive: true });
  writeFileSync(join(dist, file), text);
}

const problems = () =>
  compileMiniProgram(dist).problems.map(({ kind, where, message }) => `${kind} ${where} ${message}`);

describe('the files of a mini program', () => {
  it('are whole in a good one', () => {
    expect(problems()).toEqual([]);
  });

  it('miss the template of a page', () => {
    rmSync(join(dist, 'pages/tools/tools.wxml'));
    expect(problems()).toEqual(['missing-file pages/tools/tools.wxml is missing']);
  });

  it('hold a template that WeChat cannot read', () => {
    write('pages/tools/tools.wxml', '<view wx:if="{{a b}}">x</view>');
    expect(problems()).toEqual([
      'template pages/tools/tools.wxml:1:18 Fatal: unexpected character inside expression',
    ]);
  });

  it('hold one event twice, of which WeChat hears one', () => {
    write('pages/tools/tools.wxml', '<view bindtap="a" bindtap="b">x</view>');
    expect(problems()).toEqual([expect.stringContaining('Warn: duplicated attribute')]);
  });

  it('hold a script that is none', () => {
    write('pages/tools/tools.js', 'Page({');
    expect(problems()).toEqual([expect.stringMatching(/^script pages\/tools\/tools.js SyntaxError/)]);
  });

  it('name a component that is not there', () => {
    write('pages/tools/tools.json', '{ "usingComponents": { "gone": "/components/gone" } }');
    expect(problems()).toEqual([
      'missing-file components/gone.js is missing',
      'missing-file components/gone.wxml is missing',
    ]);
  });
});

describe('a tab bar of the program itself', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(() => {
    const list = ['home', 'tools'].map((name) => ({ pagePath: `pages/${name}/${name}`, text: name }));
    const pages = list.map(({ pagePath }) => pagePath);
    write('app.json', JSON.stringify({ pages, tabBar: { custom: true, list } }));
  });

  it('is missed when its component is not there', () => {
    expect(problems()).toEqual([
      'missing-file custom-tab-bar/index.js is missing',
      'missing-file custom-tab-bar/index.wxml is missing',
    ]);
  });

  it('stands on every tab page and is handed to it', async () => {
    write('custom-tab-bar/index.json', '{ "component": true }');
    write('custom-tab-bar/index.wxml', '<view class="tab" bindtap="go">{{from}}</view>');
    write(
      'custom-tab-bar/index.js',
      'Component({ data: { from: "home" }, methods: { go() { wx.switchTab({ url: "/pages/tools/tools" }); } } });',
    );
    write('pages/tools/tools.js', 'Page({ onShow() { this.getTabBar().setData({ from: "tools" }); } });');
    const program = await startMiniProgram({ dist, browser });
    await program.launch();
    await program.page.locator('.mp-page--on .mp-custom-tabbar wx-view').tap();
    await program.page.locator('.mp-page--on .mp-custom-tabbar', { hasText: 'tools' }).waitFor();
    expect(await program.page.locator('.mp-tabbar').count()).toBe(0);
    expect(await program.problems()).toEqual([]);
    await program.close();
  });
});

it('an element that is not run here is a problem, not an empty box', async () => {
  write('pages/tools/tools.wxml', '<picker-view><picker-view-column/></picker-view>');
  const browser = await launchBrowser();
  const program = await startMiniProgram({ dist, browser });

  await program.launch({ path: 'pages/tools/tools' });
  const found = await program.problems();
  await browser.close();

  expect(found.map(({ message }) => message)).toEqual([
    expect.stringContaining('<picker-view> is not run here'),
    expect.stringContaining('<picker-view-column> is not run here'),
  ]);
});
