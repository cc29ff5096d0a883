import type { CardKind } from '../card/card.status';
import type { TransitionTable } from '../kernel/status';

/** What a member gets delivered: for a card, or bought with a payment in front; card orders deliver numbers, or printed cards. */
export const OrderKind = {
  redemption: 'redemption',
  purchase: 'purchase',
  eCard: 'eCard',
  physicalCard: 'physicalCard',
} as const;
export type OrderKind = (typeof OrderKind)[keyof typeof OrderKind];
export const orderKindName: Readonly<Record<OrderKind, string>> = {
  redemption: '卡提货',
  purchase: '现货套餐',
  eCard: '电子卡',
  physicalCard: '实体卡',
};

/**
 * 待付款 → 待发货 → 部分发货 → 待收货 → 待评价(完成); a redemption has no payment, so it begins at 待发货 (MB-064, CH-067).
 * E-cards: 待付款 → 待发卡号 → 部分发卡号 → 已完成 (AD-254); what is issued is received.
 * Printed cards: 待付款 → 待发卡号 → 待发货 → 待收货 → 已完成; until they leave, their numbers can be taken back (AD-206 … AD-209).
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

/** How the back office sorts delivery orders; an order in no stage does not exist (AD-282). */
export const OrderStage = {
  toPay: 'toPay',
  toShip: 'toShip',
  partlyShipped: 'partlyShipped',
  toReceive: 'toReceive',
  ended: 'ended',
} as const;
export type OrderStage = (typeof OrderStage)[keyof typeof OrderStage];
export const orderStageStatuses: Readonly<Record<OrderStage, readonly OrderStatus[]>> = {
  toPay: ['toPay'],
  toShip: ['toShip'],
  partlyShipped: ['partlyShipped'],
  toReceive: ['shipped'],
  ended: ['completed', 'cancelled'],
};
export const orderStageName: Readonly<Record<OrderStage, string>> = {
  toPay: '待付款',
  toShip: '待发货',
  partlyShipped: '部分发货',
  toReceive: '待收货',
  ended: '已完成/关闭',
};

/** What a delivery order delivers: a bought package, or the package of a redeemed card (AD-271 … AD-273). */
export const DeliveryType = {
  package: 'package',
  physicalCard: 'physicalCard',
  eCard: 'eCard',
} as const;
export type DeliveryType = (typeof DeliveryType)[keyof typeof DeliveryType];
export const deliveryTypeName: Readonly<Record<DeliveryType, string>> = {
  package: '现货套餐',
  physicalCard: '实体卡提货',
  eCard: '电子卡提货',
};

/** The type of a delivery order; null for an order that sends no goods. `cardKind` is that of the redeemed card. */
export function deliveryTypeOf(order: { kind: OrderKind; cardKind: CardKind | null }): DeliveryType | null {
  if (order.kind === OrderKind.purchase) return DeliveryType.package;
  if (order.kind !== OrderKind.redemption) return null;
  return order.cardKind === 'eCard' ? DeliveryType.eCard : DeliveryType.physicalCard;
}

export const orderTransitions: TransitionTable<OrderStatus> = {
  toPay: ['toShip', 'toIssue', 'cancelled'],
  toShip: ['partlyShipped', 'shipped', 'toIssue', 'cancelled'],
  partlyShipped: ['shipped'],
  shipped: ['completed'],
  toIssue: ['partlyIssued', 'toShip', 'completed', 'cancelled'],
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
