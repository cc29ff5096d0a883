import type { TransitionTable } from '../kernel/status';

/** What a member gets delivered: for a card, or bought with a payment in front; an e-card order delivers card numbers. */
export const OrderKind = { redemption: 'redemption', purchase: 'purchase', eCard: 'eCard' } as const;
export type OrderKind = (typeof OrderKind)[keyof typeof OrderKind];
export const orderKindName: Readonly<Record<OrderKind, string>> = {
  redemption: '卡提货',
  purchase: '现货套餐',
  eCard: '电子卡',
};

/**
 * 待付款 → 待发货 → 部分发货 → 待收货 → 待评价(完成); a redemption has no payment, so it begins at 待发货 (MB-064, CH-067).
 * E-cards: 待付款 → 待发卡号 → 部分发卡号 → 已完成 (AD-254); what is issued is received.
 */
export const OrderStatus = {
  toPay: 'toPay',
  toShip: 'toShip',
  partlyShipped: 'partlyShipped',
  shipped: 'shipped',
  toIssue: 'toIssue',
  partlyIssued: 'partlyIssued',
  completed: 'completed',
  cancelled: 'cancelled',
} as const;
export type OrderStatus = (typeof OrderStatus)[keyof typeof OrderStatus];

/** What a member's open orders wait for, and the states that say so; 待评价 depends on the reviews too (MB-064). */
export const OrderWait = {
  toPay: 'toPay',
  toShip: 'toShip',
  toReceive: 'toReceive',
  toReview: 'toReview',
} as const;
export type OrderWait = (typeof OrderWait)[keyof typeof OrderWait];
export const orderWaitStatuses: Readonly<Record<OrderWait, readonly OrderStatus[]>> = {
  toPay: ['toPay'],
  toShip: ['toShip', 'toIssue', 'partlyIssued'],
  toReceive: ['partlyShipped', 'shipped'],
  toReview: ['completed'],
};

export const orderTransitions: TransitionTable<OrderStatus> = {
  toPay: ['toShip', 'toIssue', 'cancelled'],
  toShip: ['partlyShipped', 'shipped', 'cancelled'],
  partlyShipped: ['shipped'],
  shipped: ['completed'],
  toIssue: ['partlyIssued', 'completed', 'cancelled'],
  partlyIssued: ['completed'],
  completed: [],
  cancelled: [],
};
export const orderStatusName: Readonly<Record<OrderStatus, string>> = {
  toPay: '待付款',
  toShip: '待发货',
  partlyShipped: '部分发货',
  shipped: '待收货',
  toIssue: '待发卡号',
  partlyIssued: '部分发卡号',
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
