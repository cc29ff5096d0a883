import { applyRate, assertFen, type Fen, type RateBp, sumFen } from '@lakeside/shared/kernel/money';

/** The prices of an order as they were copied when it was made. */
export interface PricedOrder {
  quantity: number;
  retailPriceFen: Fen;
  settlementPriceFen: Fen | null;
  serviceSubsidyFen: Fen;
}

/**
 * What a store gets back for shipping a whole order: the settlement price of the goods, or where none is set the store's own
 * L1 price, and beside it the service subsidy, which is the same for every store (rules.md §9, default 6).
 */
export function storeCredit(
  order: PricedOrder,
  store: { rateBp: RateBp },
): { goodsFen: Fen; subsidyFen: Fen } {
  const unitFen = order.settlementPriceFen ?? applyRate(order.retailPriceFen, store.rateBp);
  return {
    goodsFen: assertFen(unitFen * order.quantity),
    subsidyFen: assertFen(order.serviceSubsidyFen * order.quantity),
  };
}

/** The same for everything in an order: each thing by its own prices. */
export function storeCreditOfAll(
  things: readonly PricedOrder[],
  store: { rateBp: RateBp },
): { goodsFen: Fen; subsidyFen: Fen } {
  const credits = things.map((thing) => storeCredit(thing, store));
  return {
    goodsFen: sumFen(credits.map((credit) => credit.goodsFen)),
    subsidyFen: sumFen(credits.map((credit) => credit.subsidyFen)),
  };
}
