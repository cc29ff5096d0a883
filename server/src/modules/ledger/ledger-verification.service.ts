import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';

/** What a full check of the ledger found. All three lists are empty when the books are right. */
export interface LedgerVerification {
  transactionCount: number;
  /** Transactions whose entries do not sum to zero. */
  unbalancedTransactionIds: number[];
  /** Accounts whose balance is not the sum of their entries, or not that of their last entry. */
  wrongBalanceAccountIds: number[];
  /** Accounts past their floor or ceiling. */
  outOfBoundsAccountIds: number[];
}

const listLimit = 100;

/** Proves the books from the entries alone (design.md §2 "Ledger"). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class LedgerVerificationService {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Reads the whole ledger. Each list names at most the first 100. */
  async verifyLedger(): Promise<LedgerVerification> {
    const [counted] = await this.rows('SELECT COUNT(*) AS id FROM ledger_transaction');
    return {
      transactionCount: counted ?? 0,
      unbalancedTransactionIds: await this.rows(
        `SELECT t.id AS id FROM ledger_transaction t LEFT JOIN ledger_entry e ON e.transactionId = t.id
         GROUP BY t.id HAVING COUNT(e.id) < 2 OR SUM(e.amountFen) <> 0 ORDER BY t.id LIMIT ${listLimit}`,
      ),
      wrongBalanceAccountIds: await this.rows(
        `SELECT a.id AS id FROM ledger_account a
         LEFT JOIN (SELECT accountId, SUM(amountFen) AS total, MAX(id) AS lastId FROM ledger_entry GROUP BY accountId) s
           ON s.accountId = a.id
         LEFT JOIN ledger_entry last ON last.id = s.lastId
         WHERE a.balanceFen IS NOT NULL
           AND (a.balanceFen <> COALESCE(s.total, 0) OR a.balanceFen <> COALESCE(last.balanceAfterFen, 0))
         ORDER BY a.id LIMIT ${listLimit}`,
      ),
      outOfBoundsAccountIds: await this.rows(
        `SELECT id FROM ledger_account WHERE balanceFen < floorFen OR balanceFen > ceilingFen
         ORDER BY id LIMIT ${listLimit}`,
      ),
    };
  }

  private async rows(sql: string): Promise<number[]> {
    const found: { id: number | string }[] = await this.dataSource.query(sql);
    return found.map((row) => Number(row.id));
  }
}
