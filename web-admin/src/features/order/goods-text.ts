import type { OrderView } from '@lakeside/shared/order/order.schemas';

/** What an order is for, in one line: each bought thing, or what the card stands for. */
export function goodsText(order: Pick<OrderView, 'title' | 'quantity' | 'purchase'>): string {
  const lines = order.purchase?.lines ?? [order];
  return lines.map((line) => `${line.title} ×${line.quantity}`).join('，');
}
