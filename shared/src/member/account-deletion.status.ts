import type { TransitionTable } from '../kernel/status';

/** 等待注销 → 已注销, or 已撤销 within the days of grace. */
export const AccountDeletionStatus = { waiting: 'waiting', cancelled: 'cancelled', done: 'done' } as const;
export type AccountDeletionStatus = (typeof AccountDeletionStatus)[keyof typeof AccountDeletionStatus];

export const accountDeletionTransitions: TransitionTable<AccountDeletionStatus> = {
  waiting: ['cancelled', 'done'],
  cancelled: [],
  done: [],
};
export const accountDeletionStatusName: Readonly<Record<AccountDeletionStatus, string>> = {
  waiting: '等待注销',
  cancelled: '已撤销',
  done: '已注销',
};

/** What must come to its end before an account can be deleted. */
export const DeletionBlockerKind = {
  openOrders: 'openOrders',
  openAfterSales: 'openAfterSales',
  openRefunds: 'openRefunds',
  unusedCards: 'unusedCards',
} as const;
export type DeletionBlockerKind = (typeof DeletionBlockerKind)[keyof typeof DeletionBlockerKind];
export const deletionBlockerName: Readonly<Record<DeletionBlockerKind, string>> = {
  openOrders: '未完成的订单',
  openAfterSales: '处理中的售后',
  openRefunds: '退款中的款项',
  unusedCards: '未使用的提货卡',
};
