import type { BluetoothPort, FoundDevice } from '@lakeside/shared/printing/bluetooth-port';
import { BluetoothPrinter } from '@lakeside/shared/printing/bluetooth-printer';
import { PrinterError, type PrinterErrorCode } from '@lakeside/shared/printing/printer.errors';
import { describe, expect, it } from 'vitest';
import { useLabelPrinting, type KnownPrinter } from './use-label-printing';

const hanyin: FoundDevice = { deviceId: 'p1', name: '汉印 N31BT' };
const job = new Uint8Array(60).map((_, index) => index);

/** A phone and a printer that do what the script says; 20 bytes a packet. */
function aScriptedPort(
  script: { adapter?: PrinterErrorCode; found?: FoundDevice[]; failAtPacket?: number } = {},
) {
  const received: number[] = [];
  let packets = 0;
  let reportLost: (deviceId: string) => void = () => undefined;
  const port: BluetoothPort = {
    async openAdapter() {
      if (script.adapter) throw new PrinterError(script.adapter);
    },
    async startDiscovery(onFound) {
      for (const device of script.found ?? [hanyin]) onFound(device);
    },
    async stopDiscovery() {},
    async connect() {},
    async listCharacteristics() {
      return [{ serviceId: '000018F0', characteristicId: '00002AF1', isWritable: true }];
    },
    async setMtu() {
      throw new PrinterError('PRINTER_CONNECT_FAILED');
    },
    async write(_, bytes) {
      packets += 1;
      if (packets === script.failAtPacket) {
        reportLost('p1');
        throw new PrinterError('PRINTER_LOST');
      }
      received.push(...bytes);
    },
    onDisconnect(listener) {
      reportLost = listener;
    },
    async close() {},
  };
  return { port, received, script };
}

function aPrintingFlow(phone: ReturnType<typeof aScriptedPort>, remembered: KnownPrinter | null) {
  const written: KnownPrinter[] = [];
  const printed: string[] = [];
  const driver = new BluetoothPrinter(phone.port, {
    // Only a rest between packets passes at once; the wait for a report that comes anyway never wins the race.
    wait: (durationMs) => (durationMs === 0 ? Promise.resolve() : new Promise(() => undefined)),
    chunkPauseMs: 0,
    writeTimeoutMs: 1,
  });
  const flow = useLabelPrinting({
    printer: driver,
    memory: { read: () => remembered, write: (printer) => written.push(printer) },
    makeJob: () => job,
    onPrinted: (printer) => printed.push(printer.name),
    searchMs: 0,
  });
  return { flow, written, printed };
}

describe('printing a label from the phone', () => {
  it('finds printers, connects to the chosen one and remembers it', async () => {
    const { flow, written } = aPrintingFlow(aScriptedPort(), null);

    await flow.search();
    await flow.connect(hanyin);

    expect(flow.devices.value).toEqual([hanyin]);
    expect(flow.isConnected.value).toBe(true);
    expect(written).toEqual([hanyin]);
  });

  it('connects to the printer of last time by itself and sends the whole label', async () => {
    const phone = aScriptedPort();
    const { flow, printed } = aPrintingFlow(phone, hanyin);

    expect(await flow.print()).toBe(true);

    expect(phone.received).toEqual([...job]);
    expect(flow.percent.value).toBe(100);
    expect(printed).toEqual(['汉印 N31BT']);
  });

  it('starts the label over after the connection was lost, and notes the print once', async () => {
    const phone = aScriptedPort({ failAtPacket: 2 });
    const { flow, printed } = aPrintingFlow(phone, hanyin);

    expect(await flow.print()).toBe(false);
    expect(flow.failure.value).toMatchObject({ remedy: 'resume', mayHavePrinted: false });
    expect(flow.isConnected.value).toBe(false);

    phone.received.length = 0;
    expect(await flow.resume()).toBe(true);
    expect(phone.received).toEqual([...job]);
    expect(printed).toHaveLength(1);
  });

  it('warns that the label may be out when the connection ends with the last packet', async () => {
    const { flow } = aPrintingFlow(aScriptedPort({ failAtPacket: 3 }), hanyin);

    await flow.print();

    expect(flow.failure.value).toMatchObject({ mayHavePrinted: true });
  });

  it('offers the settings when Bluetooth is not allowed, and another try when it is off', async () => {
    const denied = aPrintingFlow(aScriptedPort({ adapter: 'BLUETOOTH_DENIED' }), hanyin);
    await denied.flow.print();
    expect(denied.flow.failure.value?.remedy).toBe('openSettings');

    const phone = aScriptedPort({ adapter: 'BLUETOOTH_OFF' });
    const off = aPrintingFlow(phone, hanyin);
    await off.flow.print();
    expect(off.flow.failure.value?.remedy).toBe('print');
    delete phone.script.adapter;
    expect(await off.flow.print()).toBe(true);
    expect(off.flow.failure.value).toBeNull();
  });

  it('offers another search when no printer is near', async () => {
    const { flow } = aPrintingFlow(aScriptedPort({ found: [] }), null);

    await flow.search();

    expect(flow.failure.value).toMatchObject({ remedy: 'search' });
  });

  it('stops on cancel and goes on with the rest of the same label', async () => {
    const phone = aScriptedPort();
    const { flow, printed } = aPrintingFlow(phone, hanyin);
    const firstPacket = phone.port.write;
    phone.port.write = async (channel, bytes) => {
      await firstPacket(channel, bytes);
      if (phone.received.length === 20) flow.cancel();
    };

    expect(await flow.print()).toBe(false);
    expect(phone.received).toHaveLength(20);
    expect(flow.failure.value?.message).toBe('已取消打印');

    expect(await flow.resume()).toBe(true);
    expect(phone.received).toEqual([...job]);
    expect(printed).toHaveLength(1);
  });
});
