import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aLabel } from '../../../test/a-label';
import { FakePhone } from '../../../test/fake-phone';
import { printTspl } from '../../../test/tspl-renderer';
import { BluetoothPrinter, gentlePace } from '../../printing/bluetooth-printer';
import { layoutShippingLabel } from '../../printing/label-layout';
import { toTspl } from '../../printing/tspl';
import { createUniBluetoothPort, waitMs } from './uni-bluetooth-port';

const job = toTspl(layoutShippingLabel(aLabel()), { dotsPerMm: 8 });

function usePhone(phone: FakePhone): BluetoothPrinter {
  vi.stubGlobal('uni', phone.uni);
  return new BluetoothPrinter(createUniBluetoothPort(), { wait: waitMs, ...gentlePace });
}

/** Lets the phone's clock run until the driver is done. */
async function finish<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => undefined);
  await vi.runAllTimersAsync();
  return work;
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('printing from a phone', () => {
  it('finds the printer near by, connects it and prints the shipping label [CH-078] [CH-120]', async () => {
    const phone = new FakePhone();
    const printer = usePhone(phone);
    const found: string[] = [];

    await finish(printer.searchPrinters(5000, ({ deviceId, name }) => found.push(`${deviceId} ${name}`)));
    await finish(printer.connect('AA:01'));
    await finish(printer.print(job));

    expect(found).toEqual(['AA:01 GP-M322']);
    expect(phone.printer.labels).toEqual([printTspl(job)]);
    expect(phone.largestWriteBytes).toBe(20);
  });

  it('writes larger packets once the phone has agreed to them', async () => {
    const phone = new FakePhone({ mtu: 247 });
    const printer = usePhone(phone);
    await finish(printer.connect('AA:01'));

    await finish(printer.print(job));

    expect(phone.largestWriteBytes).toBe(244);
    expect(phone.printer.labels).toHaveLength(1);
  });

  it('reconnects a printer the phone still holds', async () => {
    const printer = usePhone(new FakePhone({ failures: { createBLEConnection: { errCode: -1 } } }));

    await finish(printer.connect('AA:01'));

    expect(printer.isConnected).toBe(true);
  });

  it('takes a write the phone saw no confirmation of as sent', async () => {
    const phone = new FakePhone({ failures: { writeBLECharacteristicValue: { errCode: 10012 } } });
    const printer = usePhone(phone);
    await finish(printer.connect('AA:01'));

    await expect(finish(printer.print(job))).resolves.toBeUndefined();
  });

  it.each([
    ['openBluetoothAdapter', { errCode: 10001 }, 'BLUETOOTH_OFF'],
    ['openBluetoothAdapter', { errCode: 10001, state: 3 }, 'BLUETOOTH_DENIED'],
    ['openBluetoothAdapter', { errMsg: 'openBluetoothAdapter:fail auth deny' }, 'BLUETOOTH_DENIED'],
    ['openBluetoothAdapter', { errno: 103, errMsg: 'openBluetoothAdapter:fail' }, 'BLUETOOTH_DENIED'],
    ['openBluetoothAdapter', { errCode: 10009 }, 'BLUETOOTH_UNSUPPORTED'],
    ['createBLEConnection', { errCode: 10002 }, 'PRINTER_NOT_FOUND'],
    ['createBLEConnection', { errCode: 10003 }, 'PRINTER_CONNECT_FAILED'],
    ['createBLEConnection', { errCode: 10012 }, 'PRINTER_CONNECT_FAILED'],
    ['createBLEConnection', { code: 10003 }, 'PRINTER_CONNECT_FAILED'],
    ['getBLEDeviceServices', { errCode: 10004 }, 'PRINTER_NO_WRITE_CHANNEL'],
    ['getBLEDeviceServices', { errCode: 10006 }, 'PRINTER_LOST'],
  ])('says why when %s fails with %o: %s', async (api, failure, code) => {
    const printer = usePhone(new FakePhone({ failures: { [api]: failure } }));

    await expect(finish(printer.connect('AA:01'))).rejects.toMatchObject({ code });
  });

  it('asks for the permission that searching needs', async () => {
    const failure = {
      errCode: 10008,
      errMsg: 'startBluetoothDevicesDiscovery:fail location permission is denied',
    };
    const printer = usePhone(new FakePhone({ failures: { startBluetoothDevicesDiscovery: failure } }));

    await expect(finish(printer.searchPrinters(5000, () => undefined))).rejects.toMatchObject({
      code: 'BLUETOOTH_DENIED',
    });
  });

  it.each([
    ['a write finds the connection gone', 10006],
    ['Bluetooth is switched off', 10001],
  ])('stops the job when %s', async (_case, errCode) => {
    const phone = new FakePhone({ failures: { writeBLECharacteristicValue: { errCode } } });
    const printer = usePhone(phone);
    await finish(printer.connect('AA:01'));

    await expect(finish(printer.print(job))).rejects.toMatchObject({
      code: errCode === 10006 ? 'PRINTER_LOST' : 'BLUETOOTH_OFF',
      details: { sentBytes: 0, totalBytes: job.length },
    });
    expect(printer.isConnected).toBe(false);
  });

  it.each(['connection', 'adapter'] as const)(
    'notices that the %s is gone, and prints after reconnecting',
    async (what) => {
      const phone = new FakePhone();
      const printer = usePhone(phone);
      await finish(printer.connect('AA:01'));
      phone.afterBytes(400, () => phone.lose(what));

      await expect(finish(printer.print(job))).rejects.toMatchObject({ code: 'PRINTER_LOST' });
      await finish(printer.connect('AA:01'));
      await finish(printer.resume());

      expect(phone.printer.labels).toEqual([printTspl(job)]);
    },
  );

  it('says in a browser that Bluetooth printing needs the mini program', async () => {
    vi.stubGlobal('uni', {});
    const printer = new BluetoothPrinter(createUniBluetoothPort(), { wait: waitMs, ...gentlePace });

    await expect(printer.connect('AA:01')).rejects.toMatchObject({ code: 'BLUETOOTH_UNSUPPORTED' });
  });
});
