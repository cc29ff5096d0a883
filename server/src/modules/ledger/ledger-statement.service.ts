import type { Page } from '@lakeside/shared/kernel/page';
import type { StatementLine } from '@lakeside/shared/ledger/ledger.contract';
import { ledgerError } from '@lakeside/shared/ledger/ledger.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { ChannelAccount } from './domain/ledger-account';
import { LedgerAccountQueries } from './ledger-account.queries';
import { LedgerStatementQueries, type StatementFilter } from './ledger-statement.queries';

export interface StatementRequest extends StatementFilter {
  account: 'storedValue' | 'credit' | 'creditDebt';
}

const accountOf = {
  storedValue: ChannelAccount.storedValue,
  credit: ChannelAccount.creditAvailable,
  creditDebt: ChannelAccount.creditDebt,
} as const;

/** Statements of an L1: every change of one account with the balance after it (CH-022, CH-024, AD-037, AD-041). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class LedgerStatementService {
  @Inject() private readonly accounts: LedgerAccountQueries;
  @Inject() private readonly statements: LedgerStatementQueries;

  /** Newest first; the debt is told as an amount above zero. Throws NOT_AN_L1. */
  async listStatement(channelId: number, request: StatementRequest): Promise<Page<StatementLine>> {
    const accounts = (await this.accounts.findL1Accounts(null, [channelId])).get(channelId);
    if (!accounts) throw ledgerError('NOT_AN_L1', { channelId });
    const { id } = accounts[accountOf[request.account]];
    return this.statements.listLines({ id, isOwed: request.account === 'creditDebt' }, request);
  }
}
