import { ChannelDesk } from './channel-desk';

/** Parcels that leave from a store. */
export class ChannelShipping extends ChannelDesk {
  /** Opens the first shipment that waits in the store. */
  async openShipment(): Promise<void> {
    await this.openWorkbench();
    await this.driver.tap('.workbench__to-ship');
    await this.driver.tap('.shipping__row');
    await this.driver.waitFor('.ship-form');
  }

  /** In a browser: looks at the label as it will be printed, and comes back. */
  async previewLabel(): Promise<string> {
    await this.driver.tap('.shipment__print');
    await this.driver.waitFor('.print-label__paper');
    const label = await this.textOf('.print-label__paper');
    await this.shoot('label');
    await this.driver.back();
    await this.driver.waitFor('.shipment__ship');
    return label;
  }

  /** On a phone: looks for the printer near by and prints the label on it. */
  async printByBluetooth(printerName: string): Promise<void> {
    await this.driver.tap('.shipment__print');
    await this.driver.tap('.printer-panel__device', printerName);
    await this.driver.waitFor('.printer-panel', '已连接');
    await this.shoot('printer');
    await this.driver.tap('.shipment__print');
    await this.driver.waitForToast('面单已打印');
  }

  async ship(waybillNo: string): Promise<void> {
    await this.driver.type('.ship-form__waybill', waybillNo);
    await this.driver.tap('.shipment__ship');
    await this.driver.answer(/发货/, true);
    await this.driver.waitFor('.shipment__waybill');
  }
}
