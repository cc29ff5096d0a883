import type { TransitionTable } from '../kernel/status';

/** 未入账 → 已入账 when the after-sale period is over; 已扣回 when refunds have taken all of it (rules.md §8). */
export const RevenueStatus = {
  pending: 'pending',
  available: 'available',
  reversed: 'reversed',
  /** Given to nobody from the start; the flag says why. */
  withheld: 'withheld',
} as const;
export type RevenueStatus = (typeof RevenueStatus)[keyof typeof RevenueStatus];

export const revenueTransitions: TransitionTable<RevenueStatus> = {
  pending: ['available', 'reversed'],
  available: ['reversed'],
  reversed: [],
  withheld: [],
};
export const revenueStatusName: Readonly<Record<RevenueStatus, string>> = {
  pending: '未入账',
  available: '已入账',
  reversed: '已扣回',
  withheld: '不分利',
};

/** Why a channel of the chain gets nothing. */
export const ShareFlag = {
  /** The channel was closed when the order was made (rules.md, default 15). */
  channelClosed: 'channelClosed',
  /** The next price down is below the channel's own (rules.md §7). */
  negativeSpread: 'negativeSpread',
} as const;
export type ShareFlag = (typeof ShareFlag)[keyof typeof ShareFlag];
export const shareFlagName: Readonly<Record<ShareFlag, string>> = {
  channelClosed: '渠道已关闭，收益不归任何人',
  negativeSpread: '差价为负，按 0 计',
};

/** 提现中 → 已打款, or 已驳回 and the money can be asked for again. The one transition table of withdrawals (CH-048). */
export const WithdrawalStatus = {
  applied: 'applied',
  paid: 'paid',
  rejected: 'rejected',
} as const;
export type WithdrawalStatus = (typeof WithdrawalStatus)[keyof typeof WithdrawalStatus];

export const withdrawalTransitions: TransitionTable<WithdrawalStatus> = {
  applied: ['paid', 'rejected'],
  paid: [],
  rejected: [],
};
export const withdrawalStatusName: Readonly<Record<WithdrawalStatus, string>> = {
  applied: '提现中',
  paid: '已打款',
  rejected: '已驳回',
};
