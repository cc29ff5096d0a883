import type { TransitionTable } from '../kernel/status';

/** 待预付 → 待付款 → 已付款 or 已关闭. Money is the truth: what arrives after closing is booked, and its payable gives it back. */
export const PaymentStatus = {
  /** Written down; WeChat may or may not know it yet. */
  created: 'created',
  /** WeChat has it and the payer may pay. */
  prepaid: 'prepaid',
  paid: 'paid',
  closed: 'closed',
} as const;
export type PaymentStatus = (typeof PaymentStatus)[keyof typeof PaymentStatus];

export const paymentTransitions: TransitionTable<PaymentStatus> = {
  created: ['prepaid', 'paid', 'closed'],
  prepaid: ['paid', 'closed'],
  paid: [],
  closed: ['paid'],
};
export const paymentStatusName: Readonly<Record<PaymentStatus, string>> = {
  created: '待付款',
  prepaid: '待付款',
  paid: '已付款',
  closed: '已关闭',
};

/** 待退款 → 退款中 → 已退款, or 退款失败, from where the back office may ask again. */
export const RefundStatus = {
  requested: 'requested',
  /** WeChat has taken the request and is working on it. */
  accepted: 'accepted',
  refunded: 'refunded',
  failed: 'failed',
} as const;
export type RefundStatus = (typeof RefundStatus)[keyof typeof RefundStatus];

export const refundTransitions: TransitionTable<RefundStatus> = {
  requested: ['accepted', 'refunded', 'failed'],
  accepted: ['refunded', 'failed'],
  refunded: [],
  failed: ['requested', 'refunded'],
};
export const refundStatusName: Readonly<Record<RefundStatus, string>> = {
  requested: '待退款',
  accepted: '退款中',
  refunded: '已退款',
  failed: '退款失败',
};

/** How the payer gets to WeChat Pay: inside WeChat, or from a phone's browser. */
export const PaymentWay = { jsapi: 'jsapi', h5: 'h5' } as const;
export type PaymentWay = (typeof PaymentWay)[keyof typeof PaymentWay];
export const paymentWayName: Readonly<Record<PaymentWay, string>> = { jsapi: '小程序', h5: '手机网页' };

/** What is paid for. */
export const PayableKind = { order: 'order' } as const;
export type PayableKind = (typeof PayableKind)[keyof typeof PayableKind];

/** Which company collects: 上海销售公司 takes everything that members pay online (AD-331). */
export const Payee = { salesCompany: 'salesCompany' } as const;
export type Payee = (typeof Payee)[keyof typeof Payee];
export const payeeName: Readonly<Record<Payee, string>> = { salesCompany: '上海销售公司' };
