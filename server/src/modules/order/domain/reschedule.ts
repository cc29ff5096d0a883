import { addDays, atHour } from '@lakeside/shared/kernel/date';
import { orderError } from '@lakeside/shared/order/order.errors';
import { OrderStatus, orderStatusName } from '@lakeside/shared/order/order.status';

export interface ReschedulableOrder {
  status: OrderStatus;
  deliveryDay: string;
  dispatchedAt: Date | null;
  /** False for goods sold from stock, which have no day to change. */
  hasDay: boolean;
}

/** The cut-off hour of the day before delivery: until then the day may be changed. */
export function rescheduleDeadline(deliveryDay: string, cutoffHour: number): Date {
  return atHour(addDays(deliveryDay, -1), cutoffHour);
}

/** Until when this order's day may still be changed, or null when it may not. */
export function rescheduleUntil(
  order: ReschedulableOrder,
  rule: { cutoffHour: number; now: Date },
): Date | null {
  const deadline = rescheduleDeadline(order.deliveryDay, rule.cutoffHour);
  const isOpen = order.hasDay && order.status === OrderStatus.toShip && order.dispatchedAt === null;
  return isOpen && rule.now.getTime() < deadline.getTime() ? deadline : null;
}

/** Throws ORDER_STATUS_CHANGED, RESCHEDULE_NOT_OFFERED, ORDER_ALREADY_DISPATCHED or RESCHEDULE_TOO_LATE unless the day may still be changed. */
export function assertReschedulable(
  order: ReschedulableOrder,
  rule: { cutoffHour: number; now: Date },
): void {
  if (order.status !== OrderStatus.toShip) {
    throw orderError('ORDER_STATUS_CHANGED', {
      statusName: orderStatusName[order.status],
      status: order.status,
    });
  }
  if (!order.hasDay) throw orderError('RESCHEDULE_NOT_OFFERED');
  if (order.dispatchedAt !== null) throw orderError('ORDER_ALREADY_DISPATCHED');
  if (rescheduleUntil(order, rule) === null) throw orderError('RESCHEDULE_TOO_LATE');
}
