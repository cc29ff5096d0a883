import { askNode, toBase64 } from '../bridge';
import { phone } from '../phone';
import { asyncApis } from './api';
import { ApiFailure, type ApiOptions } from './api-failure';

type Listener = (event: object) => void;

const listeners = new Map<string, Set<Listener>>();
const smallestMtu = 23;
/** What the attribute protocol needs of every packet. */
const packetHeaderBytes = 3;

const state = { isOpen: false, isSearching: false, isConnected: false, mtu: smallestMtu, isWriting: false };
let receivedBytes = 0;

function fail(errCode: number, reason: string): never {
  throw new ApiFailure(reason, { errCode });
}

function tell(event: string, value: object): void {
  for (const listener of listeners.get(event) ?? []) listener(value);
}

function needAdapter(): void {
  if (!state.isOpen) fail(10000, 'not init');
  if (!phone.state.isBluetoothOn) fail(10001, 'not available');
}

function needDevice({ deviceId }: ApiOptions): void {
  needAdapter();
  const { printer } = phone.state;
  if (deviceId !== printer.deviceId || !printer.isNear) fail(10002, 'no device');
}

function needConnection(options: ApiOptions): void {
  needAdapter();
  if (options['deviceId'] !== phone.state.printer.deviceId) fail(10002, 'no device');
  if (!state.isConnected) fail(10006, 'no connection');
}

function needService({ serviceId }: ApiOptions): void {
  if (serviceId !== phone.state.printer.serviceId) fail(10004, 'no service');
}

/** The printer went away or the person switched Bluetooth off. */
export function updateBluetooth(): void {
  const { isBluetoothOn, printer } = phone.state;
  if (state.isConnected && (!isBluetoothOn || !printer.isNear)) disconnect();
  if (state.isOpen) tell('BluetoothAdapterStateChange', adapterState());
}

function adapterState() {
  return { available: phone.state.isBluetoothOn, discovering: state.isSearching };
}

function disconnect(): void {
  state.isConnected = false;
  state.mtu = smallestMtu;
  tell('BLEConnectionStateChange', { deviceId: phone.state.printer.deviceId, connected: false });
}

function devices(): object[] {
  const { deviceId, name, isNear } = phone.state.printer;
  const device = { deviceId, name, localName: name, RSSI: -50, advertisServiceUUIDs: [], connectable: true };
  return isNear ? [device] : [];
}

async function write(options: ApiOptions): Promise<void> {
  needConnection(options);
  needService(options);
  const { printer } = phone.state;
  if (options['characteristicId'] !== printer.characteristicId) fail(10005, 'no characteristic');
  const { value } = options;
  if (!(value instanceof ArrayBuffer)) throw new ApiFailure('parameter error: value should be ArrayBuffer');
  if (state.isWriting) fail(10007, 'property not support: a write is still under way');
  if (value.byteLength > state.mtu - packetHeaderBytes)
    fail(10008, `system error: ${value.byteLength} bytes, the packet holds ${state.mtu - packetHeaderBytes}`);
  state.isWriting = true;
  try {
    await askNode('printed', toBase64(new Uint8Array(value)));
  } finally {
    state.isWriting = false;
  }
  receivedBytes += value.byteLength;
  if (printer.breaksAfterBytes !== null && receivedBytes >= printer.breaksAfterBytes) disconnect();
}

const handlers: Record<string, (options: ApiOptions) => unknown> = {
  openBluetoothAdapter: () => {
    state.isOpen = true;
    if (!phone.state.isBluetoothOn)
      throw new ApiFailure('not available', { errCode: 10001, errno: 1500102, state: 4 });
  },
  closeBluetoothAdapter: () => {
    if (state.isConnected) disconnect();
    state.isOpen = false;
  },
  getBluetoothAdapterState: () => {
    needAdapter();
    return adapterState();
  },
  startBluetoothDevicesDiscovery: () => {
    needAdapter();
    state.isSearching = true;
    setTimeout(() => {
      if (state.isSearching && devices().length > 0) tell('BluetoothDeviceFound', { devices: devices() });
    });
  },
  stopBluetoothDevicesDiscovery: () => {
    needAdapter();
    state.isSearching = false;
  },
  getBluetoothDevices: () => {
    needAdapter();
    return { devices: devices() };
  },
  createBLEConnection: (options) => {
    needDevice(options);
    if (state.isConnected) fail(-1, 'already connect');
    state.isConnected = true;
    receivedBytes = 0;
    tell('BLEConnectionStateChange', { deviceId: options['deviceId'], connected: true });
  },
  closeBLEConnection: (options) => {
    needConnection(options);
    disconnect();
  },
  getBLEDeviceServices: (options) => {
    needConnection(options);
    return { services: [{ uuid: phone.state.printer.serviceId, isPrimary: true }] };
  },
  getBLEDeviceCharacteristics: (options) => {
    needConnection(options);
    needService(options);
    const properties = { read: false, write: true, writeNoResponse: true, notify: false, indicate: false };
    return { characteristics: [{ uuid: phone.state.printer.characteristicId, properties }] };
  },
  setBLEMTU: (options) => {
    needConnection(options);
    const { mtu } = phone.state.printer;
    if (mtu === null) fail(10008, 'system error');
    state.mtu = Math.min(Number(options['mtu']), mtu ?? smallestMtu);
    return { mtu: state.mtu };
  },
  getBLEMTU: (options) => {
    needConnection(options);
    return { mtu: state.mtu };
  },
  writeBLECharacteristicValue: write,
};

const events = [
  'BluetoothAdapterStateChange',
  'BluetoothDeviceFound',
  'BLEConnectionStateChange',
  'BLECharacteristicValueChange',
  'BLEMTUChange',
];

function listenerApis(event: string): [string, (listener: Listener) => void][] {
  return [
    [
      `on${event}`,
      (listener) => void listeners.set(event, (listeners.get(event) ?? new Set()).add(listener)),
    ],
    [`off${event}`, (listener) => void listeners.get(event)?.delete(listener)],
  ];
}

/** A phone's Bluetooth with one label printer near by. */
export const bluetoothApi = {
  ...asyncApis(handlers),
  ...Object.fromEntries(events.flatMap(listenerApis)),
};
