import type { Fen } from '@lakeside/shared/kernel/money';

/** A payment as WeChat reports it, in a notice or as the answer to a question. */
export interface PaidTrade {
  readonly tradeNo: string;
  readonly transactionId: string;
  readonly merchantId: string;
  readonly appId: string;
  readonly currency: string;
  readonly amountFen: Fen;
  readonly paidAt: Date;
}

export type Trade =
  | { readonly state: 'paid'; readonly paid: PaidTrade }
  /** Known and still payable. */
  | { readonly state: 'open' }
  | { readonly state: 'closed' }
  /** WeChat has never heard of it, or not yet. */
  | { readonly state: 'unknown' };

/** What a payment expects of the money that comes for it. */
export interface ExpectedTrade {
  readonly tradeNo: string;
  readonly merchantId: string;
  readonly appId: string;
  readonly amountFen: Fen;
}

/** Names the first thing in which a trade differs from what was asked for; null when it is the very one. */
export function mismatchOf(trade: PaidTrade, expected: ExpectedTrade): string | null {
  if (trade.tradeNo !== expected.tradeNo) return 'out_trade_no';
  if (trade.merchantId !== expected.merchantId) return 'mchid';
  if (trade.appId !== expected.appId) return 'appid';
  if (trade.currency !== 'CNY') return 'currency';
  if (trade.amountFen !== expected.amountFen) return 'amount';
  return null;
}
