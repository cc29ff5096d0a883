import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMiniProgram, type MiniProgram } from '../runtime/mini-program';
import { phonePages } from '../src/app-pages';
import { launchBrowser } from '../src/browser';
import { channelQueries, memberQueries, people } from '../src/demo-records';
import { startLakeside, type RunningServer } from '../src/server';

const apps = [
  {
    app: 'miniapp-member',
    who: people.member,
    queries: memberQueries,
    firstPage: 'tabs/home',
    login: '.home-login',
  },
  {
    app: 'miniapp-channel',
    who: people.store,
    queries: channelQueries,
    firstPage: 'features/identity/pages/login',
    login: null,
  },
] as const;

/** What the compiled programs call their server when no other is named while they are built. */
const builtInHost = 'http://127.0.0.1:7001';

describe('the compiled mini programs of this repository', () => {
  let browser: Browser;
  let server: RunningServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchBrowser(), startLakeside()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it.each(apps)('$app shows every page without problems', async ({ app, who, queries, firstPage, login }) => {
    const program = await startMiniProgram({
      dist: fileURLToPath(new URL(`../../${app}/dist/build/mp-weixin`, import.meta.url)),
      browser,
      hosts: { [builtInHost]: server.url },
    });
    await program.launch();
    await expect.poll(() => program.currentPath()).toBe(firstPage);
    await logIn(program, who, login);
    for (const page of phonePages(app)) {
      await program.launch({ path: page + (queries[page] ?? '') });
      await program.page.waitForLoadState('networkidle');
      expect(await program.currentPath()).toBe(page.slice(1));
      expect(await program.problems(), page).toEqual([]);
    }
    const sizes = (await program.setDataReport()).map(({ bytes }) => bytes);
    expect(Math.max(...sizes)).toBeLessThan(256 * 1024);
    await program.close();
  });
});

/** Logs in with the code that the demo shows. */
async function logIn({ page }: MiniProgram, phone: string, opener: string | null): Promise<void> {
  const seen = (hook: string) => page.locator(`.mp-page--on ${hook}`).first();
  if (opener !== null) await seen(opener).tap();
  // WeChat's phone number is offered first.
  await seen('.login-other').tap();
  await seen('.lk-field input').fill(phone);
  await seen('.lk-phone-login__code').tap();
  await seen('.lk-phone-login__demo').tap();
  await seen('.login-submit').tap();
  await seen('.lk-phone-login').waitFor({ state: 'detached' });
}
