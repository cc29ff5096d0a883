import { fulfilmentError } from '@lakeside/shared/fulfilment/fulfilment.errors';

export interface ParcelItem {
  skuId: number;
  name: string;
  quantity: number;
}

export interface ParcelPlan<Item> {
  parcel: Item[];
  /** What stays for a later parcel; empty when everything leaves. */
  rest: Item[];
}

/**
 * Divides what a shipment still has to send into the parcel that leaves now and the rest. `requested` null means everything.
 * Throws QUANTITY_ABOVE_REMAINING for more than is left, PARTIAL_NOT_ALLOWED when 拆单 is off (rules.md §9).
 */
export function planParcel<Item extends ParcelItem>(shipment: {
  items: readonly Item[];
  requested: readonly { skuId: number; quantity: number }[] | null;
  allowPartial: boolean;
}): ParcelPlan<Item> {
  const { items, requested, allowPartial } = shipment;
  if (requested === null) return { parcel: [...items], rest: [] };
  const wanted = new Map<number, number>();
  for (const { skuId, quantity } of requested) wanted.set(skuId, (wanted.get(skuId) ?? 0) + quantity);
  for (const [skuId, quantity] of wanted) {
    const item = items.find((candidate) => candidate.skuId === skuId);
    const remaining = item?.quantity ?? 0;
    if (quantity > remaining) {
      throw fulfilmentError('QUANTITY_ABOVE_REMAINING', { skuName: item?.name ?? '单品', remaining, skuId });
    }
  }
  const parcel = items
    .map((item) => ({ ...item, quantity: wanted.get(item.skuId) ?? 0 }))
    .filter((item) => item.quantity > 0);
  const rest = items
    .map((item) => ({ ...item, quantity: item.quantity - (wanted.get(item.skuId) ?? 0) }))
    .filter((item) => item.quantity > 0);
  if (rest.length > 0 && !allowPartial) throw fulfilmentError('PARTIAL_NOT_ALLOWED');
  return { parcel, rest };
}
