import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

export const screenshotFolder = fileURLToPath(new URL('../screenshots', import.meta.url));

export interface ScreenKind {
  readonly width: number;
  readonly height: number;
  /** Pixels of a picture per pixel of the page, 2 unless told. */
  readonly scale?: number;
}

export const phoneScreen: ScreenKind = { width: 375, height: 812 };
export const officeScreen: ScreenKind = { width: 1440, height: 900 };

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

  static async open(browser: Browser, name: string, kind: ScreenKind): Promise<Screen> {
    const context = await browser.newContext({
      viewport: { width: kind.width, height: kind.height },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      deviceScaleFactor: kind.scale ?? 2,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(`${name}: ${error.message}`));
    return new Screen(page, name, faults);
  }

  /** A screen that something else has opened and watches for faults. */
  static of(page: Page, name: string): Screen {
    return new Screen(page, name, []);
  }

  /** What the person copied last. */
  async clipboard(): Promise<string> {
    return String(await this.page.evaluate('navigator.clipboard.readText()'));
  }

  /** The part of the page with this text, when it shows up. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** Saves what the person sees as `<name>-<nn>-<title>.png`. */
  async shoot(title: string): Promise<void> {
    // Nobody looks at the pictures of a CI run, and hundreds of them take minutes.
    if (process.env['CI']) return this.page.waitForLoadState('networkidle');
    mkdirSync(screenshotFolder, { recursive: true });
    this.shots += 1;
    await this.save(
      join(screenshotFolder, `${this.name}-${String(this.shots).padStart(2, '0')}-${title}.png`),
    );
  }

  /** Saves what the person sees, once everything has arrived; what moves is shown at rest, so that two runs do not differ. */
  async save(path: string): Promise<void> {
    await this.page.waitForLoadState('networkidle');
    await this.page.screenshot({ path, animations: 'disabled' });
  }
}
