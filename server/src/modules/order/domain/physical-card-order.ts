import { orderError } from '@lakeside/shared/order/order.errors';
import { OrderKind, OrderStatus, orderStatusName } from '@lakeside/shared/order/order.status';

/** An order of printed cards: one product, one buyer. */
export interface PhysicalCardOrderFacts<Line> {
  readonly line: Line;
  readonly memberId: number;
}

/** What an order of printed cards always has. Throws ORDER_NOT_FOUND for an order of anything else. */
export function requirePhysicalCardOrder<Line>(order: {
  readonly kind: OrderKind;
  readonly memberId: number | null;
  readonly purchase: { readonly lines: readonly Line[] } | null;
}): PhysicalCardOrderFacts<Line> {
  const line = order.purchase?.lines[0];
  if (order.kind !== OrderKind.physicalCard || order.memberId === null || !line) {
    throw orderError('ORDER_NOT_FOUND');
  }
  return { line, memberId: order.memberId };
}

/** Throws ORDER_STATUS_CHANGED unless the order is paid and has no numbers yet. */
export function assertWaitsForNumbers(status: OrderStatus): void {
  if (status === OrderStatus.toIssue) return;
  throw orderError('ORDER_STATUS_CHANGED', { statusName: orderStatusName[status], status });
}

/** Throws CARD_ORDER_COUNT unless exactly as many numbers are chosen as were bought (AD-207). */
export function assertExactCount(quantity: number, selected: number): void {
  if (selected !== quantity) throw orderError('CARD_ORDER_COUNT', { quantity, selected });
}

/** True once the buyer may know the numbers: before that they can still be changed. */
export function showsNumbers(status: OrderStatus): boolean {
  return status === OrderStatus.shipped || status === OrderStatus.completed;
}
