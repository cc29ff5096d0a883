import type { TransitionTable } from '../kernel/status';

/** What a member gets delivered. A redemption is the first kind of order; bought goods join it later with a payment in front. */
export const OrderKind = { redemption: 'redemption' } as const;
export type OrderKind = (typeof OrderKind)[keyof typeof OrderKind];

/** 待发货 → 部分发货 → 待收货 → 待评价(完成); a redemption has no payment, so it begins at 待发货 (MB-064, CH-067). */
export const OrderStatus = {
  toShip: 'toShip',
  partlyShipped: 'partlyShipped',
  shipped: 'shipped',
  completed: 'completed',
  cancelled: 'cancelled',
} as const;
export type OrderStatus = (typeof OrderStatus)[keyof typeof OrderStatus];

export const orderTransitions: TransitionTable<OrderStatus> = {
  toShip: ['partlyShipped', 'shipped', 'cancelled'],
  partlyShipped: ['shipped'],
  shipped: ['completed'],
  completed: [],
  cancelled: [],
};
export const orderStatusName: Readonly<Record<OrderStatus, string>> = {
  toShip: '待发货',
  partlyShipped: '部分发货',
  shipped: '待收货',
  completed: '已完成',
  cancelled: '已取消',
};

export const ShipmentStatus = {
  toShip: 'toShip',
  shipped: 'shipped',
  received: 'received',
  cancelled: 'cancelled',
} as const;
export type ShipmentStatus = (typeof ShipmentStatus)[keyof typeof ShipmentStatus];
export const shipmentTransitions: TransitionTable<ShipmentStatus> = {
  toShip: ['shipped', 'cancelled'],
  shipped: ['received'],
  received: [],
  cancelled: [],
};
export const shipmentStatusName: Readonly<Record<ShipmentStatus, string>> = {
  toShip: '待发货',
  shipped: '已发货',
  received: '已签收',
  cancelled: '已改派',
};
