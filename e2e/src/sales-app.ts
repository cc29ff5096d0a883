import type { Screen } from './browser';
import { PhoneApp } from './phone-app';

/** The sales team's app in the hands of one salesperson. */
export class SalesApp extends PhoneApp {
  constructor(screen: Screen, serverUrl: string) {
    super(screen, `${serverUrl}/sales/`);
  }

  async logIn(phone: string): Promise<void> {
    await this.open();
    await this.press('.login-wall-open');
    await this.typePhoneCode(phone);
    await this.seen('.today-stats').waitFor();
  }

  async openTab(name: '今日' | '客户' | '我的'): Promise<void> {
    await this.press('.uni-tabbar__item', name);
  }

  async openCustomers(): Promise<void> {
    await this.openTab('客户');
    await this.seen('.customer-row').first().waitFor();
  }

  async openCustomer(name: string): Promise<void> {
    await this.press('.customer-row', name);
    await this.seen('.customer-funds').waitFor();
  }
}
