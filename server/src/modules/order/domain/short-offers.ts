import { sumFen } from '@lakeside/shared/kernel/money';

/** So many of an offer, with the articles that one of it needs. */
export interface WantedOffer {
  readonly offerId: number;
  readonly quantity: number;
  readonly items: readonly { readonly skuId: number; readonly quantity: number }[];
  readonly soldByDay: boolean;
}

/** Offers sold from stock for which too little is free when all of them are wanted together. */
export function shortOffers(
  wanted: readonly WantedOffer[],
  freeBySku: ReadonlyMap<number, number>,
): Set<number> {
  const fromStock = wanted.filter((offer) => !offer.soldByDay);
  const needBySku = new Map<number, number>();
  for (const { items, quantity } of fromStock) {
    for (const item of items) {
      needBySku.set(item.skuId, sumFen([needBySku.get(item.skuId) ?? 0, item.quantity * quantity]));
    }
  }
  const isShort = (skuId: number) => (freeBySku.get(skuId) ?? 0) < (needBySku.get(skuId) ?? 0);
  return new Set(
    fromStock.filter(({ items }) => items.some(({ skuId }) => isShort(skuId))).map(({ offerId }) => offerId),
  );
}
