import { cardNoOfScan } from '@lakeside/shared/card/card-link';
import { formatCardNo, normalizeCardNo } from '@lakeside/shared/card/card-number';

const longestCardNo = 24;

/** What is typed or pasted as a card number or its link, grouped by four as it is printed: `8826-0415 0031` → `8826 0415 0031`. */
export function groupCardNoInput(text: string): string {
  const cardNo = (cardNoOfScan(text) ?? normalizeCardNo(text))
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, longestCardNo);
  return formatCardNo(cardNo);
}
