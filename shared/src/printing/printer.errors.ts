import { AppError, defineErrors } from '../kernel/app-error';
import type { ErrorDetails } from '../kernel/app-error';

/** What can go wrong between a phone and a label printer. These never travel over HTTP, hence the status 0. */
export const printerErrors = defineErrors({
  BLUETOOTH_UNSUPPORTED: { status: 0, message: '当前环境不能使用蓝牙，请在手机微信里打开小程序打印' },
  BLUETOOTH_OFF: { status: 0, message: '手机蓝牙没有打开，请打开蓝牙后再试' },
  BLUETOOTH_DENIED: { status: 0, message: '没有蓝牙权限，请在手机和小程序的设置里允许使用蓝牙和定位' },
  PRINTER_NOT_FOUND: { status: 0, message: '没有找到打印机，请打开打印机电源并靠近手机' },
  PRINTER_CONNECT_FAILED: { status: 0, message: '连接打印机失败，请确认打印机没有被其他手机占用' },
  PRINTER_NO_WRITE_CHANNEL: { status: 0, message: '这台设备不能接收打印内容，请选择标签打印机' },
  PRINTER_BUSY: { status: 0, message: '打印机正忙，请稍后再试' },
  PRINTER_LOST: { status: 0, message: '与打印机的连接断开了，请靠近打印机重新连接' },
  CANCELLED: { status: 0, message: '已取消打印' },
});
export type PrinterErrorCode = keyof typeof printerErrors;

/** A refusal of the phone's Bluetooth or of the printer. Of an interrupted job the details are a PrintInterruption. */
export class PrinterError extends AppError<PrinterErrorCode> {
  constructor(code: PrinterErrorCode, details: ErrorDetails = {}) {
    super(code, printerErrors[code], details);
    this.name = 'PrinterError';
  }
}

/** How far a job got before it was interrupted. */
export interface PrintInterruption {
  sentBytes: number;
  totalBytes: number;
  /** The end of the job was on its way, so the label may be out: look before printing it again. */
  mayHavePrinted: boolean;
}
