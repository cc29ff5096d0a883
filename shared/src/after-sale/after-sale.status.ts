import type { TransitionTable } from '../kernel/status';

/** 仅退款, 退货退款, 换货: what a buyer may ask for (MB-064, AD-287). */
export const AfterSaleKind = {
  refundOnly: 'refundOnly',
  returnRefund: 'returnRefund',
  exchange: 'exchange',
} as const;
export type AfterSaleKind = (typeof AfterSaleKind)[keyof typeof AfterSaleKind];
export const afterSaleKindName: Readonly<Record<AfterSaleKind, string>> = {
  refundOnly: '仅退款',
  returnRefund: '退货退款',
  exchange: '换货',
};

export const AfterSaleReason = {
  notWanted: 'notWanted',
  damaged: 'damaged',
  missing: 'missing',
  wrong: 'wrong',
  other: 'other',
} as const;
export type AfterSaleReason = (typeof AfterSaleReason)[keyof typeof AfterSaleReason];
export const afterSaleReasonName: Readonly<Record<AfterSaleReason, string>> = {
  notWanted: '不想要了',
  damaged: '死蟹或破损',
  missing: '少发、漏发',
  wrong: '发错商品',
  other: '其他原因',
};

/** Which reasons belong to what is asked for: nobody sends a dead crab back, and a change of mind is no ground for a new parcel. */
export const reasonsOfKind: Readonly<Record<AfterSaleKind, readonly AfterSaleReason[]>> = {
  refundOnly: ['damaged', 'missing', 'wrong', 'notWanted', 'other'],
  returnRefund: ['wrong', 'notWanted', 'other'],
  exchange: ['damaged', 'missing', 'wrong'],
};

/** What can be seen must be shown. */
export const reasonsWithPictures: readonly AfterSaleReason[] = ['damaged', 'wrong'];

/**
 * 待商家处理 → money on its way, or goods on their way back first, or a new parcel → 已完成; or an end without any of it.
 * The one transition table of after-sale cases (AD-285).
 */
export const AfterSaleStatus = {
  applied: 'applied',
  toReturn: 'toReturn',
  returning: 'returning',
  refunding: 'refunding',
  toExchange: 'toExchange',
  exchangeSent: 'exchangeSent',
  done: 'done',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  expired: 'expired',
} as const;
export type AfterSaleStatus = (typeof AfterSaleStatus)[keyof typeof AfterSaleStatus];

export const afterSaleTransitions: TransitionTable<AfterSaleStatus> = {
  applied: ['refunding', 'toReturn', 'toExchange', 'rejected', 'withdrawn'],
  toReturn: ['returning', 'withdrawn', 'expired'],
  returning: ['refunding', 'rejected'],
  refunding: ['done'],
  toExchange: ['exchangeSent', 'rejected', 'withdrawn'],
  exchangeSent: ['done'],
  done: [],
  rejected: [],
  withdrawn: [],
  expired: [],
};
export const afterSaleStatusName: Readonly<Record<AfterSaleStatus, string>> = {
  applied: '待商家处理',
  toReturn: '待买家寄回',
  returning: '待商家收货',
  refunding: '退款中',
  toExchange: '待寄新件',
  exchangeSent: '新件已寄出',
  done: '已完成',
  rejected: '已驳回',
  withdrawn: '已撤销',
  expired: '逾期未寄回',
};

/** Who has to act next: 待商家处理 and 待买家处理 (AD-285). */
export const AfterSaleTurn = { shop: 'shop', buyer: 'buyer' } as const;
export type AfterSaleTurn = (typeof AfterSaleTurn)[keyof typeof AfterSaleTurn];
export const afterSaleTurnName: Readonly<Record<AfterSaleTurn, string>> = {
  shop: '待商家处理',
  buyer: '待买家处理',
};
export const statusesOfTurn: Readonly<Record<AfterSaleTurn, readonly AfterSaleStatus[]>> = {
  shop: ['applied', 'returning', 'toExchange'],
  buyer: ['toReturn', 'exchangeSent'],
};
