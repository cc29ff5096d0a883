import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from '../../src/browser';
import type { Driver, Holder } from '../../src/drivers/driver';
import { startLakeside, type RunningServer } from '../../src/server';
import { Shop } from './shop';

/** What the apps run on: gives somebody a phone with one of them on it. */
export type Platform = (browser: Browser, holder: Holder) => Promise<Driver>;

/** One server and one browser for all journeys of a file, and a phone for everybody who takes part. */
export interface World {
  readonly shop: Shop;
  readonly browser: Browser;
  /** `payer`: the phone number of whoever pays with WeChat on it. */
  phone(app: 'member' | 'channel', who: string, payer?: string): Promise<Driver>;
}

/** Opens the world before the tests of a file; after each of them no phone may have anything to complain about. */
export function useWorld(platform: Platform): World {
  let server: RunningServer;
  let browser: Browser;
  let shop: Shop;
  const phones = new Map<string, Driver>();

  beforeAll(async () => {
    server = await startLakeside();
    browser = await launchBrowser();
    shop = await Shop.open(server.url);
  });

  afterEach(async () => {
    const found = await Promise.all(
      [...phones].map(async ([who, phone]) => ({ who, problems: await phone.problems() })),
    );
    for (const phone of phones.values()) await phone.close();
    phones.clear();
    expect(found.filter(({ problems }) => problems.length > 0)).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  return {
    get shop() {
      return shop;
    },
    get browser() {
      return browser;
    },
    async phone(app, who, payer) {
      const { url: serverUrl, doublesUrl } = server;
      const ofPayer = payer === undefined ? {} : { payer: { phone: payer, doublesUrl } };
      const phone = await platform(browser, { app, who, serverUrl, ...ofPayer });
      phones.set(who, phone);
      return phone;
    },
  };
}
