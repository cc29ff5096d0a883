import { canTransit } from '@lakeside/shared/kernel/status';
import { revenueError } from '@lakeside/shared/revenue/revenue.errors';
import {
  type WithdrawalStatus,
  withdrawalStatusName,
  withdrawalTransitions,
} from '@lakeside/shared/revenue/revenue.status';

const shownDigits = 4;

/** Throws WITHDRAWAL_STATUS_CHANGED. */
export function assertWithdrawalCanBecome(from: WithdrawalStatus, to: WithdrawalStatus): void {
  if (canTransit(withdrawalTransitions, from, to)) return;
  throw revenueError('WITHDRAWAL_STATUS_CHANGED', { statusName: withdrawalStatusName[from], status: from });
}

/** `6222021234567890` → `**** 7890`: enough to tell one's own cards apart. */
export function maskAccount(accountNo: string): string {
  return `**** ${accountNo.slice(-shownDigits)}`;
}
