import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

export const screenshotFolder = fileURLToPath(new URL('../screenshots', import.meta.url));

export const phoneScreen = { width: 375, height: 812 };
export const officeScreen = { width: 1440, height: 900 };

/** Headless Chromium without the background requests that a closed network would refuse. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** One person at one screen: a browser context of its own, so that four of them are logged in side by side. */
export class Screen {
  private shots = 0;

  private constructor(
    readonly page: Page,
    private readonly name: string,
    readonly faults: string[],
  ) {}

  static async open(
    browser: Browser,
    name: string,
    viewport: { width: number; height: number },
  ): Promise<Screen> {
    const context = await browser.newContext({
      viewport,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      deviceScaleFactor: 2,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(`${name}: ${error.message}`));
    return new Screen(page, name, faults);
  }

  /** Saves what the person sees as `<name>-<nn>-<title>.png`. */
  async shoot(title: string): Promise<void> {
    mkdirSync(screenshotFolder, { recursive: true });
    this.shots += 1;
    const file = `${this.name}-${String(this.shots).padStart(2, '0')}-${title}.png`;
    await this.page.screenshot({ path: join(screenshotFolder, file) });
  }
}
