import type { Fen } from '@lakeside/shared/kernel/money';
import { RefundStatus } from '@lakeside/shared/payment/payment.status';

/** What became of a refund, as WeChat reports it. */
export interface RefundReport {
  readonly refundNo: string;
  readonly amountFen: Fen;
  /** `closed`: nothing was given back. `abnormal`: it left the merchant but did not arrive and waits at WeChat for a person. */
  readonly state: 'working' | 'done' | 'closed' | 'abnormal';
}

const statusOf: Readonly<Record<RefundReport['state'], RefundStatus>> = {
  working: RefundStatus.accepted,
  done: RefundStatus.refunded,
  closed: RefundStatus.failed,
  abnormal: RefundStatus.failed,
};

export function nextRefundStatus(state: RefundReport['state']): RefundStatus {
  return statusOf[state];
}

/** The code kept for a refund that failed; null for one that did not. */
export function refundFailure(state: RefundReport['state']): 'CLOSED' | 'ABNORMAL' | null {
  if (state === 'closed') return 'CLOSED';
  return state === 'abnormal' ? 'ABNORMAL' : null;
}
