import { startOfDay, addDays, toIso } from '@lakeside/shared/kernel/date';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import type { LedgerReason, StatementLine } from '@lakeside/shared/ledger/ledger.contract';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In } from 'typeorm';
import { LedgerEntry } from './entities/ledger-entry.entity';
import { LedgerTransaction } from './entities/ledger-transaction.entity';

export interface StatementFilter extends PageQuery {
  direction?: 'in' | 'out' | undefined;
  reason?: LedgerReason | undefined;
  /** First and last business day, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

/** Statements, read from the entries alone. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class LedgerStatementQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Lines of one account, newest first. With `isOwed` amounts and balances are told as what is owed: debt grows above zero. */
  async listLines(
    account: { id: number; isOwed: boolean },
    filter: StatementFilter,
  ): Promise<Page<StatementLine>> {
    const sign = account.isOwed ? -1 : 1;
    const query = this.dataSource
      .getRepository(LedgerEntry)
      .createQueryBuilder('entry')
      .where('entry.accountId = :accountId', { accountId: account.id });
    if (filter.direction) query.andWhere(`entry.amountFen ${isGain(filter.direction, sign) ? '>' : '<'} 0`);
    if (filter.reason) query.andWhere('entry.reason = :reason', { reason: filter.reason });
    if (filter.from) query.andWhere('entry.at >= :from', { from: startOfDay(filter.from) });
    if (filter.to) query.andWhere('entry.at < :until', { until: startOfDay(addDays(filter.to, 1)) });
    const [entries, total] = await query
      .orderBy('entry.id', 'DESC')
      .skip((filter.page - 1) * filter.pageSize)
      .take(filter.pageSize)
      .getManyAndCount();
    const transactionById = await this.transactionsOf(entries);
    return { items: entries.map((entry) => toLine(entry, transactionById, sign)), total };
  }

  private async transactionsOf(entries: readonly LedgerEntry[]): Promise<Map<number, LedgerTransaction>> {
    if (entries.length === 0) return new Map();
    const ids = [...new Set(entries.map((entry) => entry.transactionId))];
    const rows = await this.dataSource.getRepository(LedgerTransaction).findBy({ id: In(ids) });
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function isGain(direction: 'in' | 'out', sign: number): boolean {
  return (direction === 'in') === (sign === 1);
}

function toLine(
  entry: LedgerEntry,
  transactionById: ReadonlyMap<number, LedgerTransaction>,
  sign: number,
): StatementLine {
  const transaction = transactionById.get(entry.transactionId);
  return {
    id: entry.id,
    at: toIso(entry.at),
    reason: entry.reason,
    amountFen: signed(entry.amountFen, sign),
    balanceAfterFen: signed(entry.balanceAfterFen ?? 0, sign),
    document: transaction
      ? { kind: transaction.documentKind, id: transaction.documentId, number: transaction.documentNumber }
      : null,
    note: transaction?.note ?? null,
  };
}

function signed(amountFen: number, sign: number): number {
  return amountFen === 0 ? 0 : amountFen * sign;
}
