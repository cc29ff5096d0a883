import type { L1Balances } from '@lakeside/shared/channel/channel.contract';
import type { FinanceKind as PaperKind } from '@lakeside/shared/ledger/ledger.contract';

/** What finance books by hand; money of store orders is booked by the order. */
export type FinanceKind = Exclude<PaperKind, 'goodsPayment' | 'goodsRefund'>;

export const financeKindName: Readonly<Record<PaperKind, string>> = {
  topUp: '储值充值',
  creditGrant: '额度充值',
  creditSettlement: '欠款结算',
  goodsPayment: '订货收款',
  goodsRefund: '订货退款',
};

/** What each form says about itself. */
export const financeKindHint: Readonly<Record<FinanceKind, string>> = {
  topUp: '收到线下打款后记一笔，增加储值余额。充值不会自动抵扣额度欠款。',
  creditGrant: '给渠道更多额度，只能用来激活卡。',
  creditSettlement: '收到渠道归还的欠款后记一笔，欠款减少，可用额度恢复。',
};

/** The balances after booking, in fen (rules.md §4). */
export function balancesAfter(kind: FinanceKind, before: L1Balances, amountFen: number): L1Balances {
  switch (kind) {
    case 'topUp':
      return { ...before, storedValueFen: before.storedValueFen + amountFen };
    case 'creditGrant':
      return {
        ...before,
        creditAvailableFen: before.creditAvailableFen + amountFen,
        creditLimitFen: before.creditLimitFen + amountFen,
      };
    case 'creditSettlement':
      return {
        ...before,
        creditDebtFen: before.creditDebtFen - amountFen,
        creditAvailableFen: before.creditAvailableFen + amountFen,
      };
  }
}
