import type { PrinterSettings } from './protocol';

/** A Bluetooth label printer beside the phone: collects what it is sent. */
export class Printer {
  private readonly packets: Uint8Array[] = [];
  settings: PrinterSettings = {
    deviceId: 'AA:BB:CC:00:11:22',
    name: 'GP-M322',
    serviceId: '000018F0-0000-1000-8000-00805F9B34FB',
    characteristicId: '00002AF1-0000-1000-8000-00805F9B34FB',
    mtu: 247,
    isNear: true,
    breaksAfterBytes: null,
  };

  constructor(private readonly onChange: (settings: PrinterSettings) => Promise<void>) {}

  /** Changes the printer: `change({ isNear: false })` is one that was switched off. */
  async change(change: Partial<PrinterSettings>): Promise<void> {
    this.settings = { ...this.settings, ...change };
    await this.onChange(this.settings);
  }

  /** Everything received so far. */
  get received(): Uint8Array {
    return Buffer.concat(this.packets);
  }

  /** Sizes of the packets in the order they came. */
  get packetSizes(): number[] {
    return this.packets.map(({ length }) => length);
  }

  take(bytes: Uint8Array): void {
    this.packets.push(bytes);
  }
}
