import { formatYuan } from '@lakeside/shared/kernel/money';
import type { FreightTariff } from '@lakeside/shared/order/freight.contract';

/** `首 1 件 ¥10.00，每续 1 件 ¥3.00，满 ¥299.00 包邮`. */
export function tariffText(tariff: FreightTariff): string {
  const { firstPieces, firstFen, furtherPieces, furtherFen, freeFromFen } = tariff;
  if (firstFen === 0 && furtherFen === 0) return '包邮';
  const further = furtherFen === 0 ? '续件免费' : `每续 ${furtherPieces} 件 ${formatYuan(furtherFen)}`;
  const free = freeFromFen === null ? '' : `，满 ${formatYuan(freeFromFen)} 包邮`;
  return `首 ${firstPieces} 件 ${formatYuan(firstFen)}，${further}${free}`;
}
