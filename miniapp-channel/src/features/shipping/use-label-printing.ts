import type { FoundDevice } from '@lakeside/shared/printing/bluetooth-port';
import type { BluetoothPrinter, PrintOptions } from '@lakeside/shared/printing/bluetooth-printer';
import { PrinterError, type PrinterErrorCode } from '@lakeside/shared/printing/printer.errors';
import { computed, getCurrentScope, onScopeDispose, ref, shallowRef } from 'vue';

/** The printer that was used last, so that the next label needs no search. */
export interface KnownPrinter {
  deviceId: string;
  name: string;
}

/** What the person can do about a failure. */
export type PrintRemedy = 'openSettings' | 'search' | 'resume' | 'print' | 'none';

export interface PrintFailure {
  message: string;
  remedy: PrintRemedy;
  /** The label may be out although the job failed: look before printing again (CH-078). */
  mayHavePrinted: boolean;
}

export interface LabelPrintingOptions {
  printer: Pick<
    BluetoothPrinter,
    'isConnected' | 'searchPrinters' | 'stopSearch' | 'connect' | 'print' | 'resume' | 'disconnect'
  >;
  memory: { read(): KnownPrinter | null; write(printer: KnownPrinter): void };
  /** Makes the bytes of the label; may refuse it. */
  makeJob(): Uint8Array;
  /** Told when every byte is handed over. */
  onPrinted(printer: KnownPrinter): void;
  searchMs?: number;
}

export type PrintingState = 'idle' | 'searching' | 'connecting' | 'printing';

const remedies: Readonly<Partial<Record<PrinterErrorCode, PrintRemedy>>> = {
  BLUETOOTH_DENIED: 'openSettings',
  BLUETOOTH_OFF: 'print',
  BLUETOOTH_UNSUPPORTED: 'none',
  PRINTER_NOT_FOUND: 'search',
  PRINTER_CONNECT_FAILED: 'search',
  PRINTER_NO_WRITE_CHANNEL: 'search',
  PRINTER_BUSY: 'print',
  PRINTER_LOST: 'resume',
  CANCELLED: 'resume',
};

/** Finding a printer, connecting and printing one label, with a way on after everything that can go wrong (CH-078, CH-120). */
export function useLabelPrinting(options: LabelPrintingOptions) {
  const { state, failure, run } = useOneAtATime(() => (isConnected.value = options.printer.isConnected));
  const devices = shallowRef<readonly FoundDevice[]>([]);
  const known = shallowRef<KnownPrinter | null>(options.memory.read());
  const isConnected = ref(options.printer.isConnected);
  const progress = ref(0);
  let isCancelled = false;
  let hasUnfinishedJob = false;

  const printOptions: PrintOptions = {
    onProgress: (sent, total) => (progress.value = total === 0 ? 1 : sent / total),
    isCancelled: () => isCancelled,
  };

  async function search(): Promise<void> {
    await run('searching', async () => {
      devices.value = [];
      await options.printer.searchPrinters(options.searchMs ?? 12_000, (device) => {
        devices.value = [...devices.value, device];
      });
    });
  }

  async function connect(device: KnownPrinter): Promise<boolean> {
    return run('connecting', () => connectTo(device));
  }

  async function connectTo(device: KnownPrinter): Promise<void> {
    await options.printer.connect(device.deviceId);
    known.value = { deviceId: device.deviceId, name: device.name };
    options.memory.write(known.value);
  }

  /** Prints the label on the known printer; false when there is none yet or it failed. */
  async function print(): Promise<boolean> {
    if (known.value === null) {
      void search();
      return false;
    }
    return deliver(known.value, () => options.printer.print(options.makeJob(), printOptions));
  }

  /** Goes on with the label that was interrupted; starts it over after a lost connection. */
  async function resume(): Promise<boolean> {
    if (known.value === null || !hasUnfinishedJob) return print();
    return deliver(known.value, () => options.printer.resume(printOptions));
  }

  function deliver(printer: KnownPrinter, send: () => Promise<void>): Promise<boolean> {
    return run('printing', async () => {
      if (!options.printer.isConnected) await connectTo(printer);
      isCancelled = false;
      hasUnfinishedJob = true;
      progress.value = 0;
      await send();
      hasUnfinishedJob = false;
      options.onPrinted(printer);
    });
  }

  function cancel(): void {
    isCancelled = true;
    options.printer.stopSearch();
  }

  if (getCurrentScope()) onScopeDispose(cancel);

  return {
    state,
    devices,
    known,
    isConnected,
    progress,
    failure,
    percent: computed(() => Math.round(progress.value * 100)),
    search,
    connect,
    print,
    resume,
    cancel,
  };
}

/** Runs one act at a time and keeps why the last one failed. */
function useOneAtATime(onSettled: () => void) {
  const state = ref<PrintingState>('idle');
  const failure = shallowRef<PrintFailure | null>(null);

  async function run(next: PrintingState, act: () => Promise<void>): Promise<boolean> {
    // Choosing a printer ends the search; anything else waits for what is running.
    if (state.value !== 'idle' && !(state.value === 'searching' && next === 'connecting')) return false;
    state.value = next;
    failure.value = null;
    try {
      await act();
      return true;
    } catch (error) {
      failure.value = toFailure(error);
      return false;
    } finally {
      onSettled();
      if (state.value === next) state.value = 'idle';
    }
  }

  return { state, failure, run };
}

function toFailure(error: unknown): PrintFailure {
  if (!(error instanceof PrinterError)) {
    return {
      message: error instanceof Error ? error.message : '打印失败',
      remedy: 'none',
      mayHavePrinted: false,
    };
  }
  return {
    message: error.message,
    remedy: remedies[error.code] ?? 'print',
    mayHavePrinted: error.details['mayHavePrinted'] === true,
  };
}
