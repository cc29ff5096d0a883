import { formatCardNo, isCardNo, normalizeCardNo } from '@lakeside/shared/card/card-number';

const longestCardNo = 24;

/** What is typed or pasted as a card number, grouped by four as it is printed: `8826-0415 0031` → `8826 0415 0031`. */
export function groupCardNoInput(text: string): string {
  const cardNo = normalizeCardNo(text)
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, longestCardNo);
  return formatCardNo(cardNo);
}

/** The card number in a scanned barcode or QR code, which is the number itself or an address with `cardNo=`; null when there is none. */
export function cardNoOfScan(text: string): string | null {
  const named = /[?&#]cardNo=([^&#]+)/i.exec(text)?.[1];
  const cardNo = normalizeCardNo(named === undefined ? text : decode(named));
  return isCardNo(cardNo) ? cardNo : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
