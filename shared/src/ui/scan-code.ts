import { cardNoOfScan } from '../card/card-link';

/** Scans a barcode or QR code with the camera; where there is none (H5), asks to type it. Null when given up. */
export function scanCode(title = '输入卡号或条码'): Promise<string | null> {
  // #ifdef H5
  return askForText(title);
  // #endif
  // #ifndef H5
  return new Promise((resolve) => {
    uni.scanCode({
      success: (result) => resolve(result.result.trim() || null),
      fail: () => resolve(null),
    });
  });
  // #endif
}

/** Scans a card: the number in the barcode or QR code, or what was read as it is where there is no number in it. */
export async function scanCardNo(title = '输入卡号'): Promise<string | null> {
  const text = await scanCode(title);
  return text === null ? null : (cardNoOfScan(text) ?? text);
}

/** A dialog with one line to type; null when cancelled or left blank. */
export function askForText(title: string, placeholder = ''): Promise<string | null> {
  return new Promise((resolve) => {
    uni.showModal({
      title,
      editable: true,
      placeholderText: placeholder,
      confirmColor: '#0E5A5F',
      success: (result) => resolve(result.confirm ? (result.content ?? '').trim() || null : null),
      fail: () => resolve(null),
    });
  });
}
