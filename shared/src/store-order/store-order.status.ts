import type { TransitionTable } from '../kernel/status';

/** What a 专卖店 orders from the platform: 待付款 → 待发货 → 部分发货 → 待收货 → 已完成 (AD-261). */
export const StoreOrderStatus = {
  toPay: 'toPay',
  toShip: 'toShip',
  partlyShipped: 'partlyShipped',
  shipped: 'shipped',
  completed: 'completed',
  closed: 'closed',
} as const;
export type StoreOrderStatus = (typeof StoreOrderStatus)[keyof typeof StoreOrderStatus];

export const storeOrderTransitions: TransitionTable<StoreOrderStatus> = {
  toPay: ['toShip', 'closed'],
  toShip: ['partlyShipped', 'shipped', 'closed'],
  partlyShipped: ['shipped'],
  shipped: ['completed'],
  completed: [],
  closed: [],
};
export const storeOrderStatusName: Readonly<Record<StoreOrderStatus, string>> = {
  toPay: '待付款',
  toShip: '待发货',
  partlyShipped: '部分发货',
  shipped: '待收货',
  completed: '已完成',
  closed: '已关闭',
};

/** How lists of store orders are divided; 已完成 and 已关闭 share one place (AD-261). */
export const StoreOrderTab = {
  toPay: 'toPay',
  toShip: 'toShip',
  partlyShipped: 'partlyShipped',
  shipped: 'shipped',
  ended: 'ended',
} as const;
export type StoreOrderTab = (typeof StoreOrderTab)[keyof typeof StoreOrderTab];
export const storeOrderTabName: Readonly<Record<StoreOrderTab, string>> = {
  toPay: '待付款',
  toShip: '待发货',
  partlyShipped: '部分发货',
  shipped: '待收货',
  ended: '已完成/关闭',
};
export const storeOrderTabStatuses: Readonly<Record<StoreOrderTab, readonly StoreOrderStatus[]>> = {
  toPay: ['toPay'],
  toShip: ['toShip'],
  partlyShipped: ['partlyShipped'],
  shipped: ['shipped'],
  ended: ['completed', 'closed'],
};

/** How a store order is paid: never from credit (rules.md §4, CH-064, CH-065). */
export const StorePayWay = { offline: 'offline', storedValue: 'storedValue' } as const;
export type StorePayWay = (typeof StorePayWay)[keyof typeof StorePayWay];
export const storePayWayName: Readonly<Record<StorePayWay, string>> = {
  offline: '线下支付',
  storedValue: '储值款抵扣',
};

export const StoreShipmentStatus = {
  toShip: 'toShip',
  shipped: 'shipped',
  received: 'received',
  cancelled: 'cancelled',
} as const;
export type StoreShipmentStatus = (typeof StoreShipmentStatus)[keyof typeof StoreShipmentStatus];
export const storeShipmentTransitions: TransitionTable<StoreShipmentStatus> = {
  toShip: ['shipped', 'cancelled'],
  shipped: ['received'],
  received: [],
  cancelled: [],
};
export const storeShipmentStatusName: Readonly<Record<StoreShipmentStatus, string>> = {
  toShip: '待发货',
  shipped: '已发货',
  received: '已收货',
  cancelled: '已取消',
};
/** 待发货, and 发货完成: what has left, received or not (AD-267). */
export const StoreShipmentTab = { toShip: 'toShip', sent: 'sent' } as const;
export type StoreShipmentTab = (typeof StoreShipmentTab)[keyof typeof StoreShipmentTab];
export const storeShipmentTabStatuses: Readonly<Record<StoreShipmentTab, readonly StoreShipmentStatus[]>> = {
  toShip: ['toShip'],
  sent: ['shipped', 'received'],
};

/** 仅退款 keeps the goods, 退货退款 sends received ones back. */
export const StoreAfterSaleKind = { refundOnly: 'refundOnly', returnRefund: 'returnRefund' } as const;
export type StoreAfterSaleKind = (typeof StoreAfterSaleKind)[keyof typeof StoreAfterSaleKind];
export const storeAfterSaleKindName: Readonly<Record<StoreAfterSaleKind, string>> = {
  refundOnly: '仅退款',
  returnRefund: '退货退款',
};

export const StoreAfterSaleStatus = {
  applied: 'applied',
  toReturn: 'toReturn',
  returning: 'returning',
  refunded: 'refunded',
  refused: 'refused',
  withdrawn: 'withdrawn',
} as const;
export type StoreAfterSaleStatus = (typeof StoreAfterSaleStatus)[keyof typeof StoreAfterSaleStatus];
export const storeAfterSaleTransitions: TransitionTable<StoreAfterSaleStatus> = {
  applied: ['toReturn', 'refunded', 'refused', 'withdrawn'],
  toReturn: ['returning', 'withdrawn'],
  returning: ['refunded'],
  refunded: [],
  refused: [],
  withdrawn: [],
};
export const storeAfterSaleStatusName: Readonly<Record<StoreAfterSaleStatus, string>> = {
  applied: '待商家处理',
  toReturn: '待寄回',
  returning: '待商家收货',
  refunded: '已退款',
  refused: '已拒绝',
  withdrawn: '已撤销',
};

/** Whose act is awaited: 待商家处理 or 待买家处理 (AD-264). */
export const StoreAfterSaleTurn = { shop: 'shop', buyer: 'buyer' } as const;
export type StoreAfterSaleTurn = (typeof StoreAfterSaleTurn)[keyof typeof StoreAfterSaleTurn];
export const storeAfterSaleTurnStatuses: Readonly<
  Record<StoreAfterSaleTurn, readonly StoreAfterSaleStatus[]>
> = {
  shop: ['applied', 'returning'],
  buyer: ['toReturn'],
};
