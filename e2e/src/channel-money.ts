import { ChannelDesk } from './channel-desk';

/** Balances, statements and settlements of a channel. */
export class ChannelMoney extends ChannelDesk {
  async openBalances(): Promise<void> {
    await this.openWorkbench();
    await this.driver.tap('.workbench__money');
    await this.driver.waitFor('.balances__stored');
  }

  /** Money in and out of the stored value, the latest first. */
  async storedValueLines(): Promise<string[]> {
    await this.openBalances();
    await this.driver.tap('.balances__stored');
    await this.driver.waitFor('.statement__row');
    return this.driver.textsOf('.statement__row');
  }

  async openSettlements(): Promise<void> {
    await this.openWorkbench();
    await this.driver.tap('.workbench__link', '发货结算');
    await this.driver.waitFor('.settlements__sums');
  }
}
