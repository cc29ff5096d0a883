import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aLabel } from '../../test/a-label';
import { printChannel, printerDevice, ScriptedBluetoothPort } from '../../test/scripted-bluetooth-port';
import type { BluetoothScript, WriteAnswer } from '../../test/scripted-bluetooth-port';
import { printTspl } from '../../test/tspl-renderer';
import { BluetoothPrinter, gentlePace } from './bluetooth-printer';
import type { FoundDevice } from './bluetooth-port';
import { layoutShippingLabel } from './label-layout';
import { toTspl } from './tspl';

const job = toTspl(layoutShippingLabel(aLabel()), { dotsPerMm: 8 });
const otherJob = toTspl(layoutShippingLabel(aLabel({ shipmentNumber: 'FD20261006000999' })), {
  dotsPerMm: 8,
});
const wholeLabel = printTspl(job);
const wait = (durationMs: number) => new Promise<void>((resolve) => setTimeout(resolve, durationMs));

/** Lets the clock run until the driver is done. */
async function finish<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => undefined);
  await vi.runAllTimersAsync();
  return work;
}

function aPrinter(script: BluetoothScript = {}) {
  const port = new ScriptedBluetoothPort(script);
  return { port, printer: new BluetoothPrinter(port, { wait, ...gentlePace }) };
}

async function aConnectedPrinter(script: BluetoothScript = {}) {
  const pair = aPrinter(script);
  await pair.printer.connect(printerDevice.deviceId);
  return pair;
}

const answerAt =
  (index: number, answer: WriteAnswer) =>
  (packet: number): WriteAnswer =>
    packet === index ? answer : 'now';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('finding and connecting a printer', () => {
  it('reports each named device near by once', async () => {
    const nameless = { deviceId: 'AA:02', name: '' };
    const { port, printer } = aPrinter({ devices: [printerDevice, nameless, printerDevice] });
    const found: FoundDevice[] = [];

    await finish(printer.searchPrinters(8000, (device) => found.push(device)));

    expect(found).toEqual([printerDevice]);
    expect(port.isDiscovering).toBe(false);
  });

  it('says that there is no printer when the search ends empty', async () => {
    const { printer } = aPrinter();

    await expect(finish(printer.searchPrinters(8000, () => undefined))).rejects.toMatchObject({
      code: 'PRINTER_NOT_FOUND',
    });
  });

  it('ends the search at once when a printer is connected', async () => {
    const { port, printer } = aPrinter({ devices: [printerDevice] });
    const search = printer.searchPrinters(60_000, () => undefined);
    await vi.advanceTimersByTimeAsync(100);

    await printer.connect(printerDevice.deviceId);
    await search;

    expect(port.isDiscovering).toBe(false);
    expect(printer.isConnected).toBe(true);
  });

  it.each(['BLUETOOTH_OFF', 'BLUETOOTH_DENIED'] as const)(
    'says %s in place of searching or connecting',
    async (code) => {
      const { printer } = aPrinter({ adapter: code });

      await expect(finish(printer.searchPrinters(8000, () => undefined))).rejects.toMatchObject({ code });
      await expect(printer.connect(printerDevice.deviceId)).rejects.toMatchObject({ code });
      expect(printer.isConnected).toBe(false);
    },
  );

  it('says when the printer cannot be reached', async () => {
    const { printer } = aPrinter({ connect: 'PRINTER_CONNECT_FAILED' });

    await expect(printer.connect(printerDevice.deviceId)).rejects.toThrow('连接打印机失败');
  });

  it('lets go of a device that takes no print data', async () => {
    const { port, printer } = aPrinter({ characteristics: [{ ...printChannel, isWritable: false }] });

    await expect(printer.connect(printerDevice.deviceId)).rejects.toMatchObject({
      code: 'PRINTER_NO_WRITE_CHANNEL',
    });
    expect(port.connectedId).toBeNull();
  });
});

describe('printing', () => {
  it('sends the job in packets of 20 bytes and reports the progress of each', async () => {
    const { port, printer } = await aConnectedPrinter();
    const progress: number[] = [];

    await finish(printer.print(job, { onProgress: (sentBytes) => progress.push(sentBytes) }));

    expect(port.printer.labels).toEqual([wholeLabel]);
    expect(new Set(port.packetSizes.slice(0, -1))).toEqual(new Set([20]));
    expect(progress).toEqual(port.packetSizes.map((_, index) => Math.min(job.length, 20 * (index + 1))));
  });

  it('uses the packet size the phone has agreed on', async () => {
    const { port, printer } = await aConnectedPrinter({ mtu: 185 });

    await finish(printer.print(job));

    expect(port.packetSizes[0]).toBe(182);
    expect(port.printer.labels).toEqual([wholeLabel]);
  });

  it('prints one whole label however late the phone reports, and if it never does', async () => {
    const answers = fc.array(fc.constantFrom<WriteAnswer>('now', 'late', 'never'), { maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(answers, async (script) => {
        const { port, printer } = await aConnectedPrinter({ answer: (index) => script[index] ?? 'now' });

        await finish(printer.print(job));

        expect(port.receivedBytes).toEqual([...job]);
        expect(port.printer.labels).toEqual([wholeLabel]);
      }),
      { numRuns: 20 },
    );
  });

  it('writes a packet again that the phone has refused', async () => {
    const { port, printer } = await aConnectedPrinter({ answer: answerAt(7, 'busy') });

    await finish(printer.print(job));

    expect(port.receivedBytes).toEqual([...job]);
  });

  it('refuses a second job while one is on its way', async () => {
    const { port, printer } = await aConnectedPrinter();
    const first = printer.print(job);

    await expect(printer.print(otherJob)).rejects.toMatchObject({ code: 'PRINTER_BUSY' });
    await finish(first);
    expect(port.printer.labels).toEqual([wholeLabel]);
  });

  it('asks for a connection before printing', async () => {
    const { printer } = aPrinter();

    await expect(printer.print(job)).rejects.toMatchObject({
      code: 'PRINTER_LOST',
      details: { sentBytes: 0 },
    });
  });
});

describe('an interrupted print job', () => {
  it('tells how far it came, and prints one label after reconnecting', async () => {
    const { port, printer } = await aConnectedPrinter({ answer: answerAt(10, 'disconnect') });

    await expect(finish(printer.print(job))).rejects.toMatchObject({
      code: 'PRINTER_LOST',
      details: { sentBytes: 200, totalBytes: job.length, mayHavePrinted: false },
    });
    expect(printer.isConnected).toBe(false);
    await expect(printer.resume()).rejects.toMatchObject({ code: 'PRINTER_LOST' });
    expect(port.printer.labels).toEqual([]);

    await printer.connect(printerDevice.deviceId);
    await finish(printer.resume());

    expect(port.printer.labels).toEqual([wholeLabel]);
    expect(port.receivedBytes).toEqual([...job.slice(0, 200), ...job]);
  });

  it('is noticed between two packets as well', async () => {
    const { port, printer } = await aConnectedPrinter();
    const onProgress = (sentBytes: number) => {
      if (sentBytes === 100) void port.disconnect();
    };

    await expect(finish(printer.print(job, { onProgress }))).rejects.toMatchObject({
      code: 'PRINTER_LOST',
      details: { sentBytes: 100 },
    });
  });

  it('warns that the label may be out when the connection is lost with the last packet', async () => {
    const lastPacket = Math.ceil(job.length / 20) - 1;
    const { printer } = await aConnectedPrinter({ answer: answerAt(lastPacket, 'disconnect') });

    await expect(finish(printer.print(job))).rejects.toMatchObject({ details: { mayHavePrinted: true } });
  });

  it('goes on with the next byte after a cancel, since the connection has held', async () => {
    const { port, printer } = await aConnectedPrinter();
    let packets = 0;
    const isCancelled = () => (packets += 1) > 5;

    await expect(finish(printer.print(job, { isCancelled }))).rejects.toMatchObject({
      code: 'CANCELLED',
      details: { sentBytes: 100 },
    });
    await finish(printer.resume());

    expect(port.receivedBytes).toEqual([...job]);
    expect(port.printer.labels).toEqual([wholeLabel]);
  });

  it('goes on with the refused packet when the phone stays busy', async () => {
    const { port, printer } = await aConnectedPrinter({
      answer: (index) => (index >= 4 && index < 7 ? 'busy' : 'now'),
    });

    await expect(finish(printer.print(job))).rejects.toMatchObject({
      code: 'PRINTER_BUSY',
      details: { sentBytes: 80 },
    });
    await finish(printer.resume());

    expect(port.receivedBytes).toEqual([...job]);
  });

  it('leaves no trace on another label printed in its place', async () => {
    const { port, printer } = await aConnectedPrinter();
    let packets = 0;
    await finish(printer.print(job, { isCancelled: () => (packets += 1) > 30 })).catch(() => undefined);

    await finish(printer.print(otherJob));

    expect(port.printer.labels).toEqual([printTspl(otherJob)]);
  });
});
