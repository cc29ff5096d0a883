import { orderStatusName, type OrderStatus } from '@lakeside/shared/order/order.status';
import type { StatusLooks } from '@lakeside/shared/ui/tag-tone';

export const orderStatusLooks: StatusLooks<OrderStatus> = {
  toPay: { label: orderStatusName.toPay, tone: 'gold' },
  toShip: { label: orderStatusName.toShip, tone: 'crab' },
  partlyShipped: { label: orderStatusName.partlyShipped, tone: 'gold' },
  shipped: { label: orderStatusName.shipped, tone: 'lake' },
  toIssue: { label: orderStatusName.toIssue, tone: 'gold' },
  partlyIssued: { label: orderStatusName.partlyIssued, tone: 'gold' },
  completed: { label: orderStatusName.completed, tone: 'ok' },
  cancelled: { label: orderStatusName.cancelled, tone: 'neutral' },
};
