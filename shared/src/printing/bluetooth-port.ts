export interface FoundDevice {
  deviceId: string;
  /** What the device calls itself; empty when it does not say. */
  name: string;
}

export interface GattCharacteristic {
  serviceId: string;
  characteristicId: string;
  isWritable: boolean;
}

/** Where bytes for the printer are written. */
export interface WriteChannel {
  deviceId: string;
  serviceId: string;
  characteristicId: string;
}

/**
 * Bluetooth Low Energy as the printer driver needs it. Every method rejects with a PrinterError; the mini program
 * implements it in `ui/printing/uni-bluetooth-port.ts`.
 */
export interface BluetoothPort {
  /** Opens the phone's Bluetooth; harmless when it is open. */
  openAdapter(): Promise<void>;
  /** Reports devices, possibly several times each, until `stopDiscovery`. */
  startDiscovery(onFound: (device: FoundDevice) => void): Promise<void>;
  stopDiscovery(): Promise<void>;
  connect(deviceId: string): Promise<void>;
  listCharacteristics(deviceId: string): Promise<GattCharacteristic[]>;
  /** Asks for packets of up to `mtu` bytes and resolves to the size agreed on; rejects where the phone cannot. */
  setMtu(deviceId: string, mtu: number): Promise<number>;
  /** Resolves when the phone reports the bytes as written. Some phones report late or never. */
  write(channel: WriteChannel, bytes: Uint8Array): Promise<void>;
  /** Sets the one listener told when a connection ends other than by `close`. */
  onDisconnect(listener: (deviceId: string) => void): void;
  close(deviceId: string): Promise<void>;
}
