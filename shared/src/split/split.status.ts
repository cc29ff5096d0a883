import type { TransitionTable } from '../kernel/status';

/** 待上送 → 处理中 → 已分账, or 分账失败, from where the back office may send it again. An answer that was lost may come as a notice first. */
export const SplitState = {
  /** Written down; Sand may or may not know it yet. */
  waiting: 'waiting',
  /** Sand has taken it and is working on it. */
  submitted: 'submitted',
  succeeded: 'succeeded',
  failed: 'failed',
} as const;
export type SplitState = (typeof SplitState)[keyof typeof SplitState];

export const splitTransitions: TransitionTable<SplitState> = {
  waiting: ['submitted', 'succeeded', 'failed'],
  submitted: ['succeeded', 'failed'],
  succeeded: [],
  failed: ['waiting'],
};
export const splitStateName: Readonly<Record<SplitState, string>> = {
  waiting: '待上送',
  submitted: '处理中',
  succeeded: '已分账',
  failed: '分账失败',
};

/** The company a line belongs to (AD-329, AD-330). */
export const SplitParty = { salesCompany: 'salesCompany', group: 'group' } as const;
export type SplitParty = (typeof SplitParty)[keyof typeof SplitParty];
export const splitPartyName: Readonly<Record<SplitParty, string>> = {
  salesCompany: '上海销售公司',
  group: '阳澄湖集团',
};

/** What brought the money in, or took it out again. */
export const SplitSource = {
  payment: 'payment',
  refund: 'refund',
  topUp: 'topUp',
  topUpReversal: 'topUpReversal',
  goodsPayment: 'goodsPayment',
  goodsRefund: 'goodsRefund',
} as const;
export type SplitSource = (typeof SplitSource)[keyof typeof SplitSource];
export const splitSourceName: Readonly<Record<SplitSource, string>> = {
  payment: '在线收款',
  refund: '在线退款',
  topUp: '储值充值',
  topUpReversal: '充值撤销',
  goodsPayment: '订货收款',
  goodsRefund: '订货退款',
};

/** Leads the number of a split line. */
export const splitNumberPrefix = 'FZ';
