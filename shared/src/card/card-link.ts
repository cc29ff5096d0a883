import { isCardNo, normalizeCardNo } from './card-number';

/** Where the QR code of a printed card leads: the server sends a browser on to the page that binds the card. */
export const cardLinkPath = '/c/';

/** What the QR code of a printed card says: `https://…/c/882604150031`. It never carries the secret. */
export function cardLink(publicUrl: string, cardNo: string): string {
  return `${publicUrl}${cardLinkPath}${cardNo}`;
}

/** Where a browser goes that followed the link: the page of the member app that binds the card. Null for no card number. */
export function memberPageOfCard(text: string): string | null {
  const cardNo = normalizeCardNo(decode(text));
  return isCardNo(cardNo) ? `/member/#/features/card/pages/bind?cardNo=${cardNo}` : null;
}

/**
 * The card number in a scanned barcode or QR code: the number itself, the link of a printed card, or an address with
 * `cardNo=`; null when there is none.
 */
export function cardNoOfScan(text: string): string | null {
  const inLink = /\/c\/([^/?#]+)/.exec(text)?.[1] ?? /[?&#]cardNo=([^&#]+)/i.exec(text)?.[1];
  const cardNo = normalizeCardNo(inLink === undefined ? text : decode(inLink));
  return isCardNo(cardNo) ? cardNo : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
