import { H5Driver } from './drivers/h5-driver';
import type { Driver, Entry } from './drivers/driver';

/** What the three apps for phones have in common on the screen, whatever they run on. */
export class PhoneApp {
  constructor(readonly driver: Driver) {}

  /** Starts the app anew, at its first page or where somebody leads. */
  open(entry?: Entry): Promise<void> {
    return this.driver.open(entry);
  }

  /** Types into the field under a label. */
  protected fill(label: string, value: string): Promise<void> {
    return this.driver.type('.lk-field', value, new RegExp(`^\\s*${label}`));
  }

  textOf(hook: string, text?: string | RegExp): Promise<string> {
    return this.driver.textOf(hook, text);
  }

  shoot(title: string): Promise<void> {
    return this.driver.shoot(title);
  }

  /** What stands beside a name in a list of facts: `应扣` → `¥1,500.00`. */
  async factOf(name: string): Promise<string> {
    return (await this.driver.textOf('.lk-pair', name)).replace(name.replace(/\s/g, ''), '');
  }

  /** Logs in with the code that the demo shows instead of sending it. */
  protected async typePhoneCode(phone: string): Promise<void> {
    await this.passWechatLogin();
    await this.fill('手机号', phone);
    await this.driver.tap('.lk-phone-login__code');
    await this.driver.tap('.lk-phone-login__demo');
    await this.driver.tap('.login-submit');
  }

  /** A mini program offers WeChat's phone number first; these people prefer to type. */
  private async passWechatLogin(): Promise<void> {
    if (this.driver instanceof H5Driver || (await this.driver.count('.login-submit')) > 0) return;
    await this.driver.tap('.login-other');
  }

  /** Logs in on the login page with a password. */
  async typePassword(phone: string, password: string): Promise<void> {
    await this.passWechatLogin();
    await this.driver.tap('.lk-phone-login__modes .lk-segment__option', '密码登录');
    await this.fill('手机号', phone);
    await this.fill('密码', password);
    await this.driver.tap('.login-submit');
  }
}
