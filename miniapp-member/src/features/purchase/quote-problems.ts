import { formatYuan } from '@lakeside/shared/kernel/money';
import type { PurchaseQuote } from '@lakeside/shared/order/purchase.contract';

/** What is another now than on the page the member came from, one sentence each (MB-016). */
export function changesOf(quote: PurchaseQuote): string[] {
  return quote.lines.flatMap((line) =>
    line.changedFromFen === null
      ? []
      : [`“${line.name}”的价格由 ${formatYuan(line.changedFromFen)} 变为 ${formatYuan(line.unitPriceFen)}`],
  );
}

/** Why the order cannot be made as it stands; empty when it can. Among several goods it says which. */
export function problemOf(quote: PurchaseQuote): string {
  const line = quote.lines.find(({ problem }) => problem !== null);
  if (!line?.problem) return quote.addressProblem ?? '';
  return quote.lines.length === 1 ? line.problem : `“${line.name}”${line.problem}`;
}
