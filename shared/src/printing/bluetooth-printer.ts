import type { BluetoothPort, FoundDevice, WriteChannel } from './bluetooth-port';
import { PrinterError } from './printer.errors';
import type { PrintInterruption } from './printer.errors';
import { findWriteChannel } from './write-channel';

/** How patiently the driver writes. Cheap printers lose bytes that come faster than they can take them. */
export interface PrinterPace {
  wait(durationMs: number): Promise<void>;
  /** Rest after each packet. */
  chunkPauseMs: number;
  /** How long to wait for the phone to report a packet as written. */
  writeTimeoutMs: number;
}

/** A pace that suits printers without flow control: a label of 1.3 kB takes about two seconds in 20-byte packets. */
export const gentlePace = { chunkPauseMs: 20, writeTimeoutMs: 500 };

export interface PrintOptions {
  /** Told after each packet. */
  onProgress?: (sentBytes: number, totalBytes: number) => void;
  /** Asked before each packet; true stops the job with CANCELLED. */
  isCancelled?: () => boolean;
}

/** The payload every Bluetooth Low Energy device takes, and the header that is part of a negotiated packet size. */
const leastPayloadBytes = 20;
const packetHeaderBytes = 3;
const wantedMtu = 247;
const attemptsPerChunk = 3;

interface Connection {
  deviceId: string;
  isOpen: boolean;
  /** Ends the write under way; null between writes. */
  onLost: (() => void) | null;
}

interface OpenPrinter {
  connection: Connection;
  channel: WriteChannel;
  chunkBytes: number;
}

interface UnfinishedJob {
  bytes: Uint8Array;
  sentBytes: number;
  connection: Connection;
}

/**
 * Drives one label printer over Bluetooth (catalogue CH-078, CH-120): search, connect, print, and print again after
 * an interruption. One job at a time, one packet at a time: phones lose packets that are written in parallel.
 * All refusals are PrinterErrors; those of a job carry a PrintInterruption.
 */
export class BluetoothPrinter {
  private printer: OpenPrinter | null = null;
  private connection: Connection | null = null;
  private unfinishedJob: UnfinishedJob | null = null;
  private endSearch: (() => void) | null = null;
  private isSending = false;

  constructor(
    private readonly port: BluetoothPort,
    private readonly pace: PrinterPace,
  ) {
    port.onDisconnect((deviceId) => {
      if (this.connection?.deviceId === deviceId) markLost(this.connection);
    });
  }

  /** True while a printer is connected and has not been lost. */
  get isConnected(): boolean {
    return this.printer?.connection.isOpen ?? false;
  }

  /** Reports each named device near by once, for `durationMs` or until `stopSearch`. Finding none is PRINTER_NOT_FOUND. */
  async searchPrinters(durationMs: number, onFound: (device: FoundDevice) => void): Promise<void> {
    if (this.endSearch !== null) throw new PrinterError('PRINTER_BUSY');
    const seenIds = new Set<string>();
    let isStopped = false;
    const stopped = new Promise<void>((resolve) => {
      this.endSearch = () => {
        isStopped = true;
        resolve();
      };
    });
    try {
      await this.port.openAdapter();
      await this.port.startDiscovery((device) => {
        if (device.name === '' || seenIds.has(device.deviceId)) return;
        seenIds.add(device.deviceId);
        onFound(device);
      });
      await Promise.race([this.pace.wait(durationMs), stopped]);
      await this.port.stopDiscovery();
    } finally {
      this.endSearch = null;
    }
    if (seenIds.size === 0 && !isStopped) throw new PrinterError('PRINTER_NOT_FOUND');
  }

  stopSearch(): void {
    this.endSearch?.();
  }

  /** Connects to a device and finds where to write; an earlier connection is closed first. */
  async connect(deviceId: string): Promise<void> {
    // Searching while connecting makes connections fail on many phones.
    this.stopSearch();
    await this.disconnect();
    await this.port.openAdapter();
    const connection: Connection = { deviceId, isOpen: true, onLost: null };
    this.connection = connection;
    try {
      await this.port.connect(deviceId);
      const channel = findWriteChannel(await this.port.listCharacteristics(deviceId));
      if (channel === null) throw new PrinterError('PRINTER_NO_WRITE_CHANNEL');
      const chunkBytes = await this.agreeOnChunkBytes(deviceId);
      if (!connection.isOpen) throw new PrinterError('PRINTER_CONNECT_FAILED');
      const { serviceId, characteristicId } = channel;
      this.printer = { connection, channel: { deviceId, serviceId, characteristicId }, chunkBytes };
    } catch (error) {
      await this.disconnect();
      throw error;
    }
  }

  async disconnect(): Promise<void> {
    const connection = this.connection;
    this.connection = null;
    this.printer = null;
    if (connection === null) return;
    markLost(connection);
    // A connection that is gone already cannot be closed, which is just as well.
    await this.port.close(connection.deviceId).catch(() => undefined);
  }

  /** Sends a whole job. Resolves when every byte is handed over; a label printer reports nothing back over this channel. */
  async print(job: Uint8Array, options: PrintOptions = {}): Promise<void> {
    const { connection } = this.requirePrinter(job.length);
    this.unfinishedJob = { bytes: job, sentBytes: 0, connection };
    await this.sendUnfinished(options);
  }

  /**
   * Prints the interrupted job after all. While the connection has held, since the job was cancelled or the phone
   * refused a packet, it goes on with the first byte not sent. After a reconnection it starts over: nobody knows which
   * of the last packets arrived, and a label prints only at the `PRINT` that ends its job, so that the lost part was
   * never printed and sending all of it again cannot print twice, unless the interruption says `mayHavePrinted`.
   */
  async resume(options: PrintOptions = {}): Promise<void> {
    const job = this.unfinishedJob;
    if (job === null) throw new Error('there is no interrupted print job to resume');
    const { connection } = this.requirePrinter(job.bytes.length);
    if (job.connection !== connection) {
      job.connection = connection;
      job.sentBytes = 0;
    }
    await this.sendUnfinished(options);
  }

  private requirePrinter(totalBytes: number): OpenPrinter {
    if (this.isSending) throw new PrinterError('PRINTER_BUSY');
    if (this.printer?.connection.isOpen) return this.printer;
    throw new PrinterError('PRINTER_LOST', { sentBytes: 0, totalBytes, mayHavePrinted: false });
  }

  private async sendUnfinished(options: PrintOptions): Promise<void> {
    const { printer, unfinishedJob: job } = this;
    if (printer === null || job === null) return;
    this.isSending = true;
    try {
      await this.sendChunks(printer, job, options);
      this.unfinishedJob = null;
    } catch (error) {
      const code = error instanceof PrinterError ? error.code : 'PRINTER_LOST';
      if (code !== 'CANCELLED' && code !== 'PRINTER_BUSY') markLost(printer.connection);
      const isLastChunk = job.sentBytes + printer.chunkBytes >= job.bytes.length;
      throw new PrinterError(code, {
        sentBytes: job.sentBytes,
        totalBytes: job.bytes.length,
        mayHavePrinted: isLastChunk && code !== 'CANCELLED' && code !== 'PRINTER_BUSY',
      } satisfies PrintInterruption);
    } finally {
      this.isSending = false;
    }
  }

  private async sendChunks(printer: OpenPrinter, job: UnfinishedJob, options: PrintOptions): Promise<void> {
    while (job.sentBytes < job.bytes.length) {
      if (options.isCancelled?.()) throw new PrinterError('CANCELLED');
      const chunk = job.bytes.subarray(job.sentBytes, job.sentBytes + printer.chunkBytes);
      await this.writeChunk(printer, chunk);
      job.sentBytes += chunk.length;
      options.onProgress?.(job.sentBytes, job.bytes.length);
      if (job.sentBytes < job.bytes.length) await this.pace.wait(this.pace.chunkPauseMs);
    }
  }

  /** Writes one packet, again after a rest when the phone says that it is busy. */
  private async writeChunk(printer: OpenPrinter, chunk: Uint8Array): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.writeOnce(printer, chunk);
      } catch (error) {
        const isBusy = error instanceof PrinterError && error.code === 'PRINTER_BUSY';
        if (!isBusy || attempt === attemptsPerChunk) throw error;
        await this.pace.wait(this.pace.chunkPauseMs * 5 * attempt);
      }
    }
  }

  /**
   * A packet whose report does not come counts as sent: the report is what gets lost, and a packet written twice would
   * garble the job. A report that comes late is no longer listened to.
   */
  private async writeOnce(printer: OpenPrinter, chunk: Uint8Array): Promise<void> {
    const { connection } = printer;
    if (!connection.isOpen) throw new PrinterError('PRINTER_LOST');
    const lost = new Promise<never>((_, reject) => {
      connection.onLost = () => reject(new PrinterError('PRINTER_LOST'));
    });
    try {
      await Promise.race([
        lost,
        this.port.write(printer.channel, chunk),
        this.pace.wait(this.pace.writeTimeoutMs),
      ]);
    } finally {
      connection.onLost = null;
    }
  }

  private async agreeOnChunkBytes(deviceId: string): Promise<number> {
    try {
      const mtu = await this.port.setMtu(deviceId, wantedMtu);
      return Math.max(leastPayloadBytes, mtu - packetHeaderBytes);
    } catch {
      // iPhones negotiate by themselves and do not tell, so the size that always works is used.
      return leastPayloadBytes;
    }
  }
}

function markLost(connection: Connection): void {
  connection.isOpen = false;
  connection.onLost?.();
}
