import { PhoneApp } from './phone-app';

/** The sales team's app in the hands of one salesperson. */
export class SalesApp extends PhoneApp {
  async logIn(phone: string): Promise<void> {
    await this.open();
    await this.driver.tap('.login-wall-open');
    await this.typePhoneCode(phone);
    await this.driver.waitFor('.today-stats');
  }

  openTab(name: '今日' | '客户' | '我的'): Promise<void> {
    return this.driver.tapTab(name);
  }

  async openCustomers(): Promise<void> {
    await this.openTab('客户');
    await this.driver.waitFor('.customer-row');
  }

  async openCustomer(name: string): Promise<void> {
    await this.driver.tap('.customer-row', name);
    await this.driver.waitFor('.customer-funds');
  }
}
