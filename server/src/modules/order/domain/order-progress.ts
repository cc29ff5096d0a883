import { canTransit } from '@lakeside/shared/kernel/status';
import { orderError } from '@lakeside/shared/order/order.errors';
import { OrderStatus, orderStatusName, orderTransitions } from '@lakeside/shared/order/order.status';

export interface ItemProgress {
  skuId: number;
  name: string;
  quantity: number;
  shippedQuantity: number;
}

/** Throws ORDER_STATUS_CHANGED unless the order may go to that state (the one transition table of orders). */
export function assertOrderCanBecome(current: OrderStatus, next: OrderStatus): void {
  if (canTransit(orderTransitions, current, next)) return;
  throw orderError('ORDER_STATUS_CHANGED', { statusName: orderStatusName[current], status: current });
}

/** Throws unless the order may be given to a place to ship from: only until its first parcel leaves. */
export function assertDispatchable(current: OrderStatus): void {
  if (current === OrderStatus.toShip) return;
  throw orderError('ORDER_STATUS_CHANGED', { statusName: orderStatusName[current], status: current });
}

/**
 * The items and the state of an order after a parcel has left. Throws RangeError when the parcel holds more than is due,
 * which the shipment it comes from makes impossible.
 */
export function shipItems<Item extends ItemProgress>(
  items: readonly Item[],
  parcel: readonly { skuId: number; quantity: number }[],
): { items: Item[]; status: typeof OrderStatus.partlyShipped | typeof OrderStatus.shipped } {
  const leaving = new Map<number, number>();
  for (const { skuId, quantity } of parcel) leaving.set(skuId, (leaving.get(skuId) ?? 0) + quantity);
  const after = items.map((item) => ({
    ...item,
    shippedQuantity: item.shippedQuantity + (leaving.get(item.skuId) ?? 0),
  }));
  const isKnown = [...leaving.keys()].every((skuId) => items.some((item) => item.skuId === skuId));
  if (!isKnown || after.some((item) => item.shippedQuantity > item.quantity)) {
    throw new RangeError('a parcel holds more than its order has due');
  }
  const isComplete = after.every((item) => item.shippedQuantity === item.quantity);
  return { items: after, status: isComplete ? OrderStatus.shipped : OrderStatus.partlyShipped };
}
