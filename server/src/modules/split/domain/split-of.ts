import type { Fen } from '@lakeside/shared/kernel/money';
import { SplitParty, SplitSource } from '@lakeside/shared/split/split.status';

const shareBySource: Readonly<Record<SplitSource, { party: SplitParty; sign: 1 | -1 }>> = {
  [SplitSource.payment]: { party: SplitParty.salesCompany, sign: 1 },
  [SplitSource.refund]: { party: SplitParty.salesCompany, sign: -1 },
  [SplitSource.topUp]: { party: SplitParty.group, sign: 1 },
  [SplitSource.topUpReversal]: { party: SplitParty.group, sign: -1 },
  [SplitSource.goodsPayment]: { party: SplitParty.group, sign: 1 },
  [SplitSource.goodsRefund]: { party: SplitParty.group, sign: -1 },
};

/**
 * Whose money it is, and how much: 上海销售公司 collects all that members pay online (AD-331), 阳澄湖集团 what first-level channels
 * top up (AD-332) and pay for ordered goods (AD-333). Nothing is divided or rounded. Money that goes out again is negative. Throws RangeError for an amount below
 * one fen.
 */
export function splitOf(source: SplitSource, movedFen: Fen): { party: SplitParty; amountFen: Fen } {
  if (!Number.isSafeInteger(movedFen) || movedFen < 1) throw new RangeError(`not money: ${movedFen}`);
  const { party, sign } = shareBySource[source];
  return { party, amountFen: sign * movedFen };
}
