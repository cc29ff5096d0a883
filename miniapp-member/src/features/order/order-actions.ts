import type { OrderStatus } from '@lakeside/shared/order/order.status';

interface ActionableOrder {
  status: OrderStatus;
  rescheduleUntil: string | null;
}

export interface OrderActions {
  canReschedule: boolean;
  canTrack: boolean;
  canConfirm: boolean;
}

/** What a member may do with an order at `now`; the server decides again when it is done (MB-067, MB-068). */
export function orderActions(order: ActionableOrder, now: Date): OrderActions {
  const { status, rescheduleUntil } = order;
  return {
    canReschedule: rescheduleUntil !== null && now.getTime() < new Date(rescheduleUntil).getTime(),
    canTrack: status === 'partlyShipped' || status === 'shipped' || status === 'completed',
    // Receipt is confirmed for everything at once, so the last parcel must have left.
    canConfirm: status === 'shipped',
  };
}
