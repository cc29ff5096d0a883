import type {
  BluetoothPort,
  FoundDevice,
  GattCharacteristic,
  WriteChannel,
} from '../src/printing/bluetooth-port';
import { PrinterError } from '../src/printing/printer.errors';
import type { PrinterErrorCode } from '../src/printing/printer.errors';
import { TsplPrinter } from './tspl-renderer';

/** What happens to one packet: taken and reported at once, late or never, refused, or lost with the connection. */
export type WriteAnswer = 'now' | 'late' | 'never' | 'busy' | 'disconnect';

export const lateAnswerMs = 3000;

export interface BluetoothScript {
  /** Refuses to open the adapter. */
  adapter?: PrinterErrorCode;
  /** Refuses the connection. */
  connect?: PrinterErrorCode;
  devices?: FoundDevice[];
  characteristics?: GattCharacteristic[];
  /** Packet size the phone agrees on; absent where it cannot negotiate. */
  mtu?: number;
  /** The answer to the packet of that index, counted from 0 over the whole script; `now` when absent. */
  answer?: (index: number) => WriteAnswer;
}

export const printerDevice: FoundDevice = { deviceId: 'AA:01', name: 'GP-M322' };
export const printChannel: GattCharacteristic = {
  serviceId: '000018F0-0000-1000-8000-00805F9B34FB',
  characteristicId: '00002AF1-0000-1000-8000-00805F9B34FB',
  isWritable: true,
};

/** A phone and a label printer near by, behaving as scripted. Its printer really executes the TSPL it receives. */
export class ScriptedBluetoothPort implements BluetoothPort {
  readonly printer = new TsplPrinter();
  readonly receivedBytes: number[] = [];
  readonly packetSizes: number[] = [];
  connectedId: string | null = null;
  isDiscovering = false;
  private disconnected: (deviceId: string) => void = () => undefined;

  constructor(private readonly script: BluetoothScript = {}) {}

  async openAdapter(): Promise<void> {
    if (this.script.adapter) throw new PrinterError(this.script.adapter);
  }

  async startDiscovery(onFound: (device: FoundDevice) => void): Promise<void> {
    this.isDiscovering = true;
    this.script.devices?.forEach(onFound);
  }

  async stopDiscovery(): Promise<void> {
    this.isDiscovering = false;
  }

  async connect(deviceId: string): Promise<void> {
    if (this.script.connect) throw new PrinterError(this.script.connect);
    this.connectedId = deviceId;
  }

  async listCharacteristics(): Promise<GattCharacteristic[]> {
    return this.script.characteristics ?? [printChannel];
  }

  async setMtu(): Promise<number> {
    if (this.script.mtu === undefined) throw new PrinterError('PRINTER_CONNECT_FAILED');
    return this.script.mtu;
  }

  async write(_channel: WriteChannel, bytes: Uint8Array): Promise<void> {
    const answer = this.script.answer?.(this.packetSizes.length) ?? 'now';
    this.packetSizes.push(bytes.length);
    if (answer === 'busy') throw new PrinterError('PRINTER_BUSY');
    if (answer === 'disconnect') return this.disconnect();
    this.receivedBytes.push(...bytes);
    this.printer.receive(bytes);
    if (answer === 'never') return new Promise(() => undefined);
    if (answer === 'late') return new Promise((resolve) => setTimeout(resolve, lateAnswerMs));
  }

  onDisconnect(listener: (deviceId: string) => void): void {
    this.disconnected = listener;
  }

  async close(): Promise<void> {
    this.connectedId = null;
  }

  /** The printer goes out of reach; the packet under way is never answered. */
  disconnect(): Promise<never> {
    const deviceId = this.connectedId;
    this.connectedId = null;
    if (deviceId !== null) this.disconnected(deviceId);
    return new Promise(() => undefined);
  }
}
