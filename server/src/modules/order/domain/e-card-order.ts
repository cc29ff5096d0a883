import { orderError } from '@lakeside/shared/order/order.errors';
import { OrderKind, OrderStatus, orderStatusName } from '@lakeside/shared/order/order.status';

/** An e-card order: one product, one buyer. */
export interface ECardOrderFacts<Line> {
  readonly line: Line;
  readonly memberId: number;
}

/** What an order of e-cards always has. Throws ORDER_NOT_FOUND for an order of anything else. */
export function requireECardOrder<Line>(order: {
  readonly kind: OrderKind;
  readonly memberId: number | null;
  readonly purchase: { readonly lines: readonly Line[] } | null;
}): ECardOrderFacts<Line> {
  const line = order.purchase?.lines[0];
  if (order.kind !== OrderKind.eCard || order.memberId === null || !line) throw orderError('ORDER_NOT_FOUND');
  return { line, memberId: order.memberId };
}

/** True while numbers of a paid order are still to be issued (AD-254). */
export function waitsForNumbers(status: OrderStatus): boolean {
  return status === OrderStatus.toIssue || status === OrderStatus.partlyIssued;
}

/** How many are left after issuing or refunding so many unissued cards. Throws ORDER_STATUS_CHANGED, E_CARD_ISSUE_TOO_MANY. */
export function heldAfter(order: { status: OrderStatus; heldCards: number }, count: number): number {
  const { status, heldCards } = order;
  if (!waitsForNumbers(status)) {
    throw orderError('ORDER_STATUS_CHANGED', { statusName: orderStatusName[status], status });
  }
  if (count > heldCards) throw orderError('E_CARD_ISSUE_TOO_MANY', { left: heldCards });
  return heldCards - count;
}
