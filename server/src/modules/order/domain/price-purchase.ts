import { applyRate, type Fen, type RateBp, sumFen } from '@lakeside/shared/kernel/money';
import { orderError } from '@lakeside/shared/order/order.errors';
import type { FreightOf } from './freight';

/** What one line costs today. */
export interface PricedLine {
  readonly offerId: number;
  readonly quantity: number;
  readonly retailPriceFen: Fen;
  readonly unitPriceFen: Fen;
  readonly amountFen: Fen;
}

export interface PurchasePrice<Line extends PricedLine = PricedLine> {
  readonly lines: Line[];
  readonly goodsFen: Fen;
  readonly freightFen: Fen;
  readonly payableFen: Fen;
}

/** WeChat Pay takes at least one fen; above a million yuan nobody buys packages by phone. */
const highestPayableFen = 100_000_000;

/** The prices at a member's rate: each unit price is rounded half-up to the fen and then multiplied, so that quantity never changes it. */
export function pricePurchase<Wish extends { offerId: number; quantity: number; retailPriceFen: Fen }>(
  wishes: readonly Wish[],
  rules: { rateBp: RateBp; freight: FreightOf },
): PurchasePrice<Wish & PricedLine> {
  const lines = wishes.map((wish) => {
    const unitPriceFen = applyRate(wish.retailPriceFen, rules.rateBp);
    return { ...wish, unitPriceFen, amountFen: sumFen([unitPriceFen * wish.quantity]) };
  });
  const goodsFen = sumFen(lines.map((line) => line.amountFen));
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
  const freightFen = rules.freight({ pieces, goodsFen });
  return { lines, goodsFen, freightFen, payableFen: sumFen([goodsFen, freightFen]) };
}

/**
 * Throws PRICE_CHANGED with the lines that differ unless the member agreed to exactly these prices, and ORDER_AMOUNT_REFUSED
 * for an amount that cannot be paid online.
 */
export function assertAgreed(
  price: PurchasePrice,
  agreed: { lines: readonly { id: number; unitPriceFen: Fen }[]; payableFen: Fen },
): void {
  const seenById = new Map(agreed.lines.map((line) => [line.id, line.unitPriceFen]));
  const changed = price.lines.filter((line) => seenById.get(line.offerId) !== line.unitPriceFen);
  if (changed.length > 0 || price.payableFen !== agreed.payableFen) {
    throw orderError('PRICE_CHANGED', {
      payableFen: price.payableFen,
      lines: changed.map(({ offerId: id, unitPriceFen }) => ({
        id,
        fromFen: seenById.get(id) ?? null,
        toFen: unitPriceFen,
      })),
    });
  }
  if (price.payableFen < 1 || price.payableFen > highestPayableFen) throw orderError('ORDER_AMOUNT_REFUSED');
}

/** `四对装`, or `四对装 等 3 种` for several. */
export function purchaseTitle(names: readonly string[]): string {
  const [first = ''] = names;
  return names.length > 1 ? `${first} 等 ${names.length} 种` : first;
}
