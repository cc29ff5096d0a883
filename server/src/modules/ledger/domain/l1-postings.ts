import { assertFen, type Fen } from '@lakeside/shared/kernel/money';
import type { LedgerReason } from '@lakeside/shared/ledger/ledger.contract';
import { ChannelAccount, PlatformAccount } from './ledger-account';
import type { Posting } from './plan-postings';

/** A posting with the reason a statement shows for it. */
export interface ReasonedPosting extends Posting {
  readonly reason: LedgerReason;
}

export interface L1Funds {
  readonly storedValueFen: Fen;
  readonly creditAvailableFen: Fen;
}

export interface ChargeSplit {
  readonly storedValueFen: Fen;
  readonly creditFen: Fen;
  /** What is missing; 0 when the charge can be paid. All or nothing: with a shortage nothing is charged. */
  readonly shortageFen: Fen;
}

/** Splits a charge over the funds: stored value first, then credit (rules.md §4, CH-036). */
export function splitCharge(funds: L1Funds, totalFen: Fen): ChargeSplit {
  if (assertFen(totalFen) < 0) throw new RangeError('a charge is never below zero');
  const storedValueFen = Math.min(totalFen, funds.storedValueFen);
  const creditFen = Math.min(totalFen - storedValueFen, funds.creditAvailableFen);
  return { storedValueFen, creditFen, shortageFen: totalFen - storedValueFen - creditFen };
}

/** Money of an L1 received by 阳澄湖集团 becomes its stored value. It does not pay back credit (rules.md §4). */
export function topUpPostings(channelId: number, amountFen: Fen): ReasonedPosting[] {
  return [
    { to: { channelId, account: ChannelAccount.storedValue }, amountFen, reason: 'topUp' },
    { to: { platform: PlatformAccount.cashGroup }, amountFen: -amountFen, reason: 'topUp' },
  ];
}

/** Raises the credit limit and with it what is available. */
export function creditGrantPostings(channelId: number, amountFen: Fen): ReasonedPosting[] {
  return [
    { to: { channelId, account: ChannelAccount.creditAvailable }, amountFen, reason: 'creditGrant' },
    { to: { platform: PlatformAccount.creditIssued }, amountFen: -amountFen, reason: 'creditGrant' },
  ];
}

/** Pays for activated cards. What comes from credit is taken from what is available and becomes debt. */
export function activationPostings(
  channelId: number,
  split: Pick<ChargeSplit, 'storedValueFen' | 'creditFen'>,
): ReasonedPosting[] {
  const reason = 'cardActivation';
  const { storedValueFen, creditFen } = split;
  const lines: ReasonedPosting[] = [
    { to: { channelId, account: ChannelAccount.storedValue }, amountFen: -storedValueFen, reason },
    { to: { channelId, account: ChannelAccount.creditAvailable }, amountFen: -creditFen, reason },
    { to: { channelId, account: ChannelAccount.creditDebt }, amountFen: -creditFen, reason },
    { to: { platform: PlatformAccount.creditIssued }, amountFen: creditFen, reason },
    { to: { platform: PlatformAccount.cardSales }, amountFen: storedValueFen + creditFen, reason },
  ];
  return lines.filter((line) => line.amountFen !== 0);
}

/** Debt paid offline goes down, and the same amount of credit is available again. */
export function creditSettlementPostings(channelId: number, amountFen: Fen): ReasonedPosting[] {
  const reason = 'creditSettlement';
  return [
    { to: { channelId, account: ChannelAccount.creditDebt }, amountFen, reason },
    { to: { platform: PlatformAccount.cashGroup }, amountFen: -amountFen, reason },
    { to: { channelId, account: ChannelAccount.creditAvailable }, amountFen, reason },
    { to: { platform: PlatformAccount.creditIssued }, amountFen: -amountFen, reason },
  ];
}

/** A member's online payment, collected by 上海销售公司 (AD-331). */
export function onlinePaymentPostings(amountFen: Fen): ReasonedPosting[] {
  const reason = 'onlinePayment';
  return [
    { to: { platform: PlatformAccount.memberSales }, amountFen, reason },
    { to: { platform: PlatformAccount.cashSales }, amountFen: -amountFen, reason },
  ];
}

/** Money that went back to a member by the original route. */
export function onlineRefundPostings(amountFen: Fen): ReasonedPosting[] {
  return onlinePaymentPostings(amountFen).map((posting) => ({
    ...posting,
    amountFen: -posting.amountFen,
    reason: 'onlineRefund',
  }));
}

/** What a store gets back into its stored value for a delivery: the goods and the service subsidy, each its own line. */
export function shipmentCreditPostings(
  channelId: number,
  amounts: { goodsFen: Fen; subsidyFen: Fen },
): ReasonedPosting[] {
  const to = { channelId, account: ChannelAccount.storedValue } as const;
  const { goodsFen, subsidyFen } = amounts;
  const lines: ReasonedPosting[] = [
    { to, amountFen: goodsFen, reason: 'goodsReturn' },
    { to: { platform: PlatformAccount.goodsCost }, amountFen: -goodsFen, reason: 'goodsReturn' },
    { to, amountFen: subsidyFen, reason: 'subsidyReturn' },
    { to: { platform: PlatformAccount.subsidy }, amountFen: -subsidyFen, reason: 'subsidyReturn' },
  ];
  return lines.filter((line) => line.amountFen !== 0);
}

/** Goods a store orders, paid from its stored value; credit is never used for them (rules.md §4, CH-065, CH-090). */
export function storeOrderPostings(channelId: number, amountFen: Fen): ReasonedPosting[] {
  const reason = 'b2bOrder';
  return [
    { to: { channelId, account: ChannelAccount.storedValue }, amountFen: -amountFen, reason },
    { to: { platform: PlatformAccount.storeSales }, amountFen, reason },
  ];
}

/** Money of a store order back into the stored value it came from. */
export function storeRefundPostings(channelId: number, amountFen: Fen): ReasonedPosting[] {
  return asRefund(storeOrderPostings(channelId, amountFen));
}

/** A store order paid offline, collected by 阳澄湖集团 (rules.md §10, AD-333). */
export function goodsPaymentPostings(amountFen: Fen): ReasonedPosting[] {
  const reason = 'b2bOrder';
  return [
    { to: { platform: PlatformAccount.storeSales }, amountFen, reason },
    { to: { platform: PlatformAccount.cashGroup }, amountFen: -amountFen, reason },
  ];
}

/** Money of a store order that was paid back offline. */
export function goodsRefundPostings(amountFen: Fen): ReasonedPosting[] {
  return asRefund(goodsPaymentPostings(amountFen));
}

function asRefund(postings: readonly ReasonedPosting[]): ReasonedPosting[] {
  return postings.map((posting) => ({ ...posting, amountFen: -posting.amountFen, reason: 'b2bRefund' }));
}
