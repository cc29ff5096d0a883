import { BluetoothPrinter, gentlePace } from '@lakeside/shared/printing/bluetooth-printer';
import { createUniBluetoothPort, waitMs } from '@lakeside/shared/ui/printing/uni-bluetooth-port';
import type { KnownPrinter } from './use-label-printing';

const storageKey = 'lakeside.channel.printer';

let printer: BluetoothPrinter | null = null;

/** The one printer driver of the app: the phone's Bluetooth listeners cannot be removed, and a connection outlives a page. */
export function labelPrinter(): BluetoothPrinter {
  printer ??= new BluetoothPrinter(createUniBluetoothPort(), { wait: waitMs, ...gentlePace });
  return printer;
}

/** The printer used last, kept on the phone. */
export const printerMemory = {
  read(): KnownPrinter | null {
    const stored: unknown = uni.getStorageSync(storageKey);
    return isKnownPrinter(stored) ? stored : null;
  },
  write(known: KnownPrinter): void {
    uni.setStorageSync(storageKey, known);
  },
};

function isKnownPrinter(value: unknown): value is KnownPrinter {
  return (
    typeof value === 'object' &&
    value !== null &&
    'deviceId' in value &&
    typeof value.deviceId === 'string' &&
    'name' in value &&
    typeof value.name === 'string'
  );
}
