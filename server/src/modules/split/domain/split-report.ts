import type { Fen } from '@lakeside/shared/kernel/money';
import { SplitState } from '@lakeside/shared/split/split.status';

/** What Sand says of one order, asked or by itself. */
export interface SplitReport {
  readonly orderCode: string;
  readonly outcome: 'processing' | 'succeeded' | 'failed';
  /** Never negative: the direction is told beside it. */
  readonly amountFen: Fen;
  readonly sandNo: string | null;
  readonly reason: string | null;
}

export const stateByOutcome: Readonly<Record<SplitReport['outcome'], SplitState>> = {
  processing: SplitState.submitted,
  succeeded: SplitState.succeeded,
  failed: SplitState.failed,
};

/** Each try has a number of its own at Sand, so that a late word about a failed one cannot end the next. */
export function orderCodeOf(line: { number: string; attempt: number }): string {
  return `${line.number}-${line.attempt}`;
}

/** Null for a code that is none of ours. */
export function readOrderCode(orderCode: string): { number: string; attempt: number } | null {
  const [, number, attempt] = /^(FZ\d{8}-\d{4,})-(\d{1,4})$/.exec(orderCode) ?? [];
  return number && attempt ? { number, attempt: Number(attempt) } : null;
}

const minuteMs = 60_000;
const longestMinutes = 60;

/** When Sand is asked again after `asks` questions without an end: 2, 4, 8 … at most 60 minutes later. */
export function nextAskAt(now: Date, asks: number): Date {
  const minutes = Math.min(2 ** Math.min(asks + 1, 10), longestMinutes);
  return new Date(now.getTime() + minutes * minuteMs);
}
