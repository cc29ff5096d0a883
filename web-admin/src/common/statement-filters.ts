import type { LedgerReason } from '@lakeside/shared/ledger/ledger.contract';

/** What a statement can be narrowed to; left out = everything. */
export interface StatementFilters {
  account: 'storedValue' | 'credit' | 'creditDebt';
  direction?: 'in' | 'out';
  reason?: LedgerReason;
  from?: string;
  to?: string;
}

export const statementAccountName: Readonly<Record<StatementFilters['account'], string>> = {
  storedValue: '储值',
  credit: '额度',
  creditDebt: '额度欠款',
};
