import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAutomationEndpoint, type AutomationEndpoint } from '../../automation/automation-endpoint';
import { launchBrowser } from '../../src/browser';
import { AutomatorDriver } from '../../src/drivers/automator-driver';
import { builtInServer } from '../../src/drivers/runtime-driver';
import { MemberApp } from '../../src/member-app';
import { startLakeside, type RunningServer } from '../../src/server';

/** DevTools with the member program open, built for a server that runs; else the endpoint of this repository. */
const devTools = process.env['WECHAT_DEVTOOLS_WS'];

describe(devTools ? 'in WeChat DevTools' : 'through the automation protocol', () => {
  let server: RunningServer;
  let browser: Browser;
  let endpoint: AutomationEndpoint | null = null;

  beforeAll(async () => {
    server = await startLakeside();
    browser = await launchBrowser();
    if (devTools) return;
    const dist = fileURLToPath(new URL('../../../miniapp-member/dist/build/mp-weixin', import.meta.url));
    endpoint = await startAutomationEndpoint({
      dist,
      browser,
      port: 0,
      hosts: { [builtInServer]: server.url },
    });
  });

  afterAll(async () => {
    await endpoint?.close();
    await browser?.close();
    await server?.stop();
  });

  it('logs a member in with the screens that the other platforms use [MB-004]', async () => {
    const driver = await AutomatorDriver.connect(devTools ?? endpoint?.wsEndpoint ?? '', '/tabs/home');
    const app = new MemberApp(driver);

    await app.logIn('13800000415');

    expect(await driver.currentPath()).toBe('/tabs/home');
    expect(await driver.sees('.home-guest')).toBe(false);
    expect(await driver.problems()).toEqual([]);
    await driver.close();
  });
});
