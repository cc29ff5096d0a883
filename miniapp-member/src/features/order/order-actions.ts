import type { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';

interface ActionableOrder {
  kind: OrderKind;
  status: OrderStatus;
  rescheduleUntil: string | null;
  reviewUntil: string | null;
  purchase: { payUntil: string } | null;
}

export interface OrderActions {
  /** Unpaid and its time is not over. */
  canPay: boolean;
  canCancel: boolean;
  canReschedule: boolean;
  canTrack: boolean;
  canConfirm: boolean;
  canReview: boolean;
}

/** What a member may do with an order at `now`; the server decides again when it is done (MB-055, MB-067, MB-068). */
export function orderActions(order: ActionableOrder, now: Date): OrderActions {
  const { kind, status, rescheduleUntil, reviewUntil, purchase } = order;
  const isSent = kind !== 'eCard';
  const isUnpaid = status === 'toPay' && purchase !== null;
  return {
    canPay: isUnpaid && now.getTime() < new Date(purchase.payUntil).getTime(),
    canCancel: isUnpaid,
    canReschedule: rescheduleUntil !== null && now.getTime() < new Date(rescheduleUntil).getTime(),
    canTrack: isSent && (status === 'partlyShipped' || status === 'shipped' || status === 'completed'),
    // Receipt is confirmed for everything at once, so the last parcel must have left.
    canConfirm: status === 'shipped',
    canReview: reviewUntil !== null && now.getTime() < new Date(reviewUntil).getTime(),
  };
}
