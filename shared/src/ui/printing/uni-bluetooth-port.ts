import type { BluetoothPort, FoundDevice, GattCharacteristic } from '../../printing/bluetooth-port';
import { PrinterError } from '../../printing/printer.errors';
import type { PrinterErrorCode } from '../../printing/printer.errors';

/** Error numbers of the mini program's Bluetooth API (developers.weixin.qq.com, API 蓝牙). */
const codeByErrCode: Readonly<Record<number, PrinterErrorCode>> = {
  10000: 'BLUETOOTH_OFF',
  10001: 'BLUETOOTH_OFF',
  10002: 'PRINTER_NOT_FOUND',
  10003: 'PRINTER_CONNECT_FAILED',
  10004: 'PRINTER_NO_WRITE_CHANNEL',
  10005: 'PRINTER_NO_WRITE_CHANNEL',
  10006: 'PRINTER_LOST',
  10007: 'PRINTER_NO_WRITE_CHANNEL',
  10009: 'BLUETOOTH_UNSUPPORTED',
  10013: 'PRINTER_CONNECT_FAILED',
};
const alreadyConnected = -1;
const operationTimedOut = 10012;
/** State in which iOS reports the adapter as unavailable: not off, but not allowed for WeChat. */
const unauthorizedState = 3;
/** 103: the person refused the permission; 104: the person refused the privacy agreement. */
const deniedErrnos = [103, 104];

const connectTimeoutMs = 10_000;

interface UniFailure {
  errMsg: string;
  errCode: number | null;
  errno: number | null;
  state: number | null;
}

/** Waits by the phone's clock; the `wait` of a PrinterPace. */
export function waitMs(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

/**
 * Bluetooth of the mini program or App (uni-app API). Make one for the whole app: the listeners of uni cannot be
 * removed. Where there is no Bluetooth, as in a browser, every use is refused with BLUETOOTH_UNSUPPORTED.
 */
export function createUniBluetoothPort(): BluetoothPort {
  let isListening = false;
  let connectedId: string | null = null;
  let reportFound: (device: FoundDevice) => void = () => undefined;
  let reportDisconnect: (deviceId: string) => void = () => undefined;

  function loseConnection(deviceId: string): void {
    if (connectedId !== deviceId) return;
    connectedId = null;
    reportDisconnect(deviceId);
  }

  function listen(): void {
    if (isListening) return;
    isListening = true;
    uni.onBluetoothDeviceFound(({ devices }) => {
      for (const { deviceId, localName, name } of devices)
        reportFound({ deviceId, name: localName || name || '' });
    });
    uni.onBLEConnectionStateChange(({ deviceId, connected }) => {
      if (!connected) loseConnection(deviceId);
    });
    uni.onBluetoothAdapterStateChange(({ available }) => {
      if (!available && connectedId !== null) loseConnection(connectedId);
    });
  }

  return {
    async openAdapter() {
      if (typeof uni.openBluetoothAdapter !== 'function') throw new PrinterError('BLUETOOTH_UNSUPPORTED');
      await call((on) => uni.openBluetoothAdapter(on), 'BLUETOOTH_OFF');
      listen();
    },
    async startDiscovery(onFound) {
      reportFound = onFound;
      await call(
        (on) => uni.startBluetoothDevicesDiscovery({ ...on, allowDuplicatesKey: false }),
        'PRINTER_NOT_FOUND',
      );
    },
    async stopDiscovery() {
      reportFound = () => undefined;
      await call((on) => uni.stopBluetoothDevicesDiscovery(on), 'PRINTER_NOT_FOUND');
    },
    async connect(deviceId) {
      await call(
        (on) => uni.createBLEConnection({ ...on, deviceId, timeout: connectTimeoutMs }),
        'PRINTER_CONNECT_FAILED',
      ).catch(forgive(alreadyConnected));
      connectedId = deviceId;
    },
    listCharacteristics,
    async setMtu(deviceId, mtu) {
      const result = await call((on) => uni.setBLEMTU({ ...on, deviceId, mtu }), 'PRINTER_CONNECT_FAILED');
      const agreed = numberIn(result, 'mtu');
      // Without a number in the answer the negotiation has failed, whatever the callback was called.
      if (agreed === null) throw new PrinterError('PRINTER_CONNECT_FAILED');
      return agreed;
    },
    async write(channel, bytes) {
      // The typings of uni say `any[]`; the API takes an ArrayBuffer, of exactly the bytes to send.
      const value = bytes.slice().buffer as unknown as never[];
      await call((on) => uni.writeBLECharacteristicValue({ ...on, ...channel, value }), 'PRINTER_BUSY')
        // The phone saw no confirmation in time; the bytes may well have arrived and must not be sent twice.
        .catch(forgive(operationTimedOut));
    },
    onDisconnect(listener) {
      reportDisconnect = listener;
    },
    async close(deviceId) {
      if (connectedId === deviceId) connectedId = null;
      await call((on) => uni.closeBLEConnection({ ...on, deviceId }), 'PRINTER_LOST');
    },
  };
}

async function listCharacteristics(deviceId: string): Promise<GattCharacteristic[]> {
  const { services } = await call<UniNamespace.GetBLEDeviceServicesSuccess>(
    (on) => uni.getBLEDeviceServices({ ...on, deviceId }),
    'PRINTER_CONNECT_FAILED',
  );
  const found: GattCharacteristic[] = [];
  for (const { uuid: serviceId } of services) {
    const { characteristics } = await call<UniNamespace.GetBLEDeviceCharacteristicsSuccess>(
      (on) => uni.getBLEDeviceCharacteristics({ ...on, deviceId, serviceId }),
      'PRINTER_CONNECT_FAILED',
    );
    for (const { uuid, properties } of characteristics) {
      const isWritable = properties?.write === true || properties?.writeNoResponse === true;
      found.push({ serviceId, characteristicId: uuid, isWritable });
    }
  }
  return found;
}

interface Callbacks<Result> {
  success: (result: Result) => void;
  fail: (failure: unknown) => void;
}

/** Turns one callback API into a promise; a failure its numbers do not explain becomes a PrinterError `otherwise`. */
function call<Result = unknown>(
  invoke: (callbacks: Callbacks<Result>) => void,
  otherwise: PrinterErrorCode,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const fail = (failure: unknown) => {
      const facts = readFailure(failure);
      reject(new PrinterError(codeOf(facts, otherwise), { reason: facts.errMsg, errCode: facts.errCode }));
    };
    invoke({ success: resolve, fail });
  });
}

/** Takes a failure with that number as success. */
function forgive(errCode: number): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof PrinterError) || error.details['errCode'] !== errCode) throw error;
  };
}

function codeOf(failure: UniFailure, otherwise: PrinterErrorCode): PrinterErrorCode {
  if (failure.errno !== null && deniedErrnos.includes(failure.errno)) return 'BLUETOOTH_DENIED';
  if (/auth (deny|denied)|permission|unauthori[sz]ed/i.test(failure.errMsg)) return 'BLUETOOTH_DENIED';
  if (failure.errCode === 10001 && failure.state === unauthorizedState) return 'BLUETOOTH_DENIED';
  if (/not support/i.test(failure.errMsg) && failure.errCode === null) return 'BLUETOOTH_UNSUPPORTED';
  return (failure.errCode === null ? undefined : codeByErrCode[failure.errCode]) ?? otherwise;
}

function readFailure(failure: unknown): UniFailure {
  const errMsg =
    typeof failure === 'object' && failure !== null && 'errMsg' in failure ? String(failure.errMsg) : '';
  return {
    errMsg,
    // Mini programs call it errCode, the App calls it code.
    errCode: numberIn(failure, 'errCode') ?? numberIn(failure, 'code'),
    errno: numberIn(failure, 'errno'),
    state: numberIn(failure, 'state'),
  };
}

function numberIn(value: unknown, key: string): number | null {
  const field = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof field === 'number' ? field : null;
}
