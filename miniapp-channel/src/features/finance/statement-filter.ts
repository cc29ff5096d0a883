import { addDays } from '@lakeside/shared/kernel/date';
import { LedgerReason } from '@lakeside/shared/ledger/ledger.contract';

export type StatementAccount = 'storedValue' | 'credit' | 'creditDebt';

export const statementAccountName: Readonly<Record<StatementAccount, string>> = {
  storedValue: '储值',
  credit: '额度',
  creditDebt: '欠款',
};

/** What can move each account (rules.md §4), so that only reasons that occur can be chosen. */
export const reasonsOf: Readonly<Record<StatementAccount, readonly LedgerReason[]>> = {
  storedValue: [
    'topUp',
    'goodsReturn',
    'subsidyReturn',
    'cardActivation',
    'b2bOrder',
    'b2bRefund',
    'reversal',
  ],
  credit: ['creditGrant', 'cardActivation', 'creditSettlement', 'reversal'],
  creditDebt: ['cardActivation', 'creditSettlement', 'reversal'],
};

/** First and last day of a month `YYYY-MM`; nothing for the empty month, which stands for all time. */
export function monthDays(month: string): { from?: string; to?: string } {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return {};
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5));
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
  return { from: `${month}-01`, to: addDays(next, -1) };
}
