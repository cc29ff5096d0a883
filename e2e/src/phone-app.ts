import type { Locator, Page } from 'playwright-core';
import type { Screen } from './browser';

/** What the three apps for phones have in common on the screen. Pages left behind stay in the DOM, hidden: only the visible count. */
export class PhoneApp {
  constructor(
    readonly screen: Screen,
    private readonly home: string,
  ) {}

  protected get page(): Page {
    return this.screen.page;
  }

  /** Starts the app anew, at its first page or at a link somebody sent. */
  async open(link = this.home): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(link);
    await this.page.locator('uni-page-body').first().waitFor();
  }

  /** What is visible under a class, narrowed by a text it holds. */
  protected seen(selector: string, text?: string | RegExp): Locator {
    return this.page.locator(selector, text === undefined ? {} : { hasText: text }).filter({ visible: true });
  }

  protected async press(selector: string, text?: string | RegExp): Promise<void> {
    await this.seen(selector, text).first().click();
  }

  /** Types into the field under a label, or under a class of its own. */
  protected async fill(field: string, text: string): Promise<void> {
    const box = field.startsWith('.')
      ? this.seen(field)
      : this.seen('.lk-field').filter({ has: this.page.locator('.lk-field__label', { hasText: field }) });
    await box.locator('input, textarea').first().fill(text);
  }

  /** Agrees to the question that the app asks. */
  protected async agree(title: string | RegExp): Promise<void> {
    const question = this.seen('.uni-modal', title);
    await question.locator('.uni-modal__btn_primary').click();
    await question.waitFor({ state: 'hidden' });
  }

  /** The text under a class, without white space. */
  async textOf(selector: string, text?: string | RegExp): Promise<string> {
    const shown = await this.seen(selector, text).first().innerText();
    return shown.replace(/\s/g, '');
  }

  /** What stands beside a name in a list of facts: `应扣` → `¥1,500.00`. */
  async factOf(name: string): Promise<string> {
    return (await this.textOf('.lk-pair', name)).replace(name.replace(/\s/g, ''), '');
  }

  protected async typePhoneCode(phone: string): Promise<void> {
    await this.fill('手机号', phone);
    await this.press('.lk-phone-login__code');
    await this.press('.lk-phone-login__demo');
    await this.press('.login-submit');
  }
}
