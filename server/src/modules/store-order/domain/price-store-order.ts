import { applyRate, type Fen, type RateBp, sumFen } from '@lakeside/shared/kernel/money';
import { storeOrderError } from '@lakeside/shared/store-order/store-order.errors';

export interface StoreWish {
  readonly packageId: number;
  readonly quantity: number;
  readonly retailPriceFen: Fen;
}

export interface PricedStoreWish {
  readonly unitPriceFen: Fen;
  readonly amountFen: Fen;
}

/** A tenth of what finance may book on one paper: nobody orders more in one go. */
const highestPayableFen = 1_000_000_000;

/** What goods cost a store: retail price × rate of the store, each unit price rounded half-up to the fen (rules.md §3, AD-149). */
export function priceStoreOrder<Wish extends StoreWish>(
  wishes: readonly Wish[],
  rateBp: RateBp,
): { lines: (Wish & PricedStoreWish)[]; payableFen: Fen } {
  const lines = wishes.map((wish) => {
    const unitPriceFen = applyRate(wish.retailPriceFen, rateBp);
    return { ...wish, unitPriceFen, amountFen: sumFen([unitPriceFen * wish.quantity]) };
  });
  return { lines, payableFen: sumFen(lines.map((line) => line.amountFen)) };
}

/** Throws STORE_ORDER_PRICE_CHANGED unless the store agreed to exactly these prices, STORE_ORDER_AMOUNT_REFUSED for an absurd sum. */
export function assertStoreAgreed(
  price: { lines: readonly (StoreWish & PricedStoreWish)[]; payableFen: Fen },
  agreed: { lines: readonly { packageId: number; unitPriceFen: Fen }[]; payableFen: Fen },
): void {
  const seen = new Map(agreed.lines.map((line) => [line.packageId, line.unitPriceFen]));
  const isChanged = price.lines.some((line) => seen.get(line.packageId) !== line.unitPriceFen);
  if (isChanged || price.payableFen !== agreed.payableFen) {
    throw storeOrderError('STORE_ORDER_PRICE_CHANGED', { payableFen: price.payableFen });
  }
  if (price.payableFen < 1 || price.payableFen > highestPayableFen) {
    throw storeOrderError('STORE_ORDER_AMOUNT_REFUSED');
  }
}
