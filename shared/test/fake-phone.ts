import { TsplPrinter } from './tspl-renderer';

type Failure = { errCode?: number; code?: number; errno?: number; state?: number; errMsg?: string };

interface PhoneScript {
  /** APIs of `uni` that fail, and with what. */
  failures?: Partial<Record<string, Failure>>;
  /** Packet size the phone agrees on; absent where `setBLEMTU` fails, as on an iPhone. */
  mtu?: number;
}

interface Options {
  success: (result: object) => void;
  fail: (failure: Failure) => void;
}

/** A phone's Bluetooth as `uni.*` shows it, with a label printer near by: callbacks come later, events through listeners. */
export class FakePhone {
  readonly printer = new TsplPrinter();
  largestWriteBytes = 0;
  private receivedBytes = 0;
  private trigger: { bytes: number; act: () => void } | null = null;
  private deviceFound: (result: { devices: object[] }) => void = () => undefined;
  private connectionChanged: (result: { deviceId: string; connected: boolean }) => void = () => undefined;
  private adapterChanged: (result: { available: boolean; discovering: boolean }) => void = () => undefined;

  constructor(private readonly script: PhoneScript = {}) {}

  /** Does something once that many bytes have reached the printer. */
  afterBytes(bytes: number, act: () => void): void {
    this.trigger = { bytes, act };
  }

  lose(what: 'connection' | 'adapter'): void {
    if (what === 'connection') this.connectionChanged({ deviceId: 'AA:01', connected: false });
    else this.adapterChanged({ available: false, discovering: false });
  }

  /** Stands in for the global `uni`. */
  readonly uni = {
    onBluetoothDeviceFound: (listener: typeof this.deviceFound) => (this.deviceFound = listener),
    onBLEConnectionStateChange: (listener: typeof this.connectionChanged) =>
      (this.connectionChanged = listener),
    onBluetoothAdapterStateChange: (listener: typeof this.adapterChanged) => (this.adapterChanged = listener),
    openBluetoothAdapter: (options: Options) => this.answer('openBluetoothAdapter', options),
    stopBluetoothDevicesDiscovery: (options: Options) =>
      this.answer('stopBluetoothDevicesDiscovery', options),
    createBLEConnection: (options: Options) => this.answer('createBLEConnection', options),
    closeBLEConnection: (options: Options) => this.answer('closeBLEConnection', options),
    startBluetoothDevicesDiscovery: (options: Options) => {
      this.answer('startBluetoothDevicesDiscovery', options);
      const device = { deviceId: 'AA:01', name: '', localName: 'GP-M322' };
      setTimeout(
        () => this.deviceFound({ devices: [device, { deviceId: 'AA:02', name: '', localName: '' }] }),
        300,
      );
    },
    getBLEDeviceServices: (options: Options) =>
      this.answer('getBLEDeviceServices', options, { services: [{ uuid: '1800' }, { uuid: '18F0' }] }),
    getBLEDeviceCharacteristics: (options: Options & { serviceId: string }) =>
      this.answer('getBLEDeviceCharacteristics', options, {
        characteristics:
          options.serviceId === '18F0'
            ? [
                { uuid: '2AF0', properties: { notify: true, write: false, writeNoResponse: false } },
                { uuid: '2AF1', properties: { write: true, writeNoResponse: true } },
              ]
            : [{ uuid: '2A00', properties: { read: true, write: true } }],
      }),
    setBLEMTU: (options: Options) =>
      this.script.mtu === undefined
        ? setTimeout(() => options.fail({ errCode: 10008, errMsg: 'setBLEMTU:fail system error' }), 5)
        : this.answer('setBLEMTU', options, { mtu: this.script.mtu }),
    writeBLECharacteristicValue: (
      options: Options & { serviceId: string; characteristicId: string; value: unknown },
    ) => {
      const { value, serviceId, characteristicId } = options;
      if (!(value instanceof ArrayBuffer) || serviceId !== '18F0' || characteristicId !== '2AF1') {
        options.fail({ errCode: 10005, errMsg: 'writeBLECharacteristicValue:fail no characteristic' });
        return;
      }
      if (this.script.failures?.['writeBLECharacteristicValue'] === undefined)
        this.take(new Uint8Array(value));
      this.answer('writeBLECharacteristicValue', options);
    },
  };

  private take(bytes: Uint8Array): void {
    this.printer.receive(bytes);
    this.largestWriteBytes = Math.max(this.largestWriteBytes, bytes.length);
    this.receivedBytes += bytes.length;
    if (this.trigger !== null && this.receivedBytes >= this.trigger.bytes) {
      const { act } = this.trigger;
      this.trigger = null;
      act();
    }
  }

  private answer(api: string, options: Options, result: object = {}): void {
    const failure = this.script.failures?.[api];
    setTimeout(() => {
      if (failure) options.fail({ errMsg: `${api}:fail`, ...failure });
      else options.success({ errMsg: `${api}:ok`, errCode: 0, ...result });
    }, 5);
  }
}
