import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions';
import { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner';
import type { QueryResult } from 'typeorm/query-runner/QueryResult';
import { AsyncLock } from './async-lock';
import { ScopedEntityManager } from './scoped-entity-manager';
import type { StatementSource } from './statement-source';
import { currentTransaction } from './transaction-scope';

const statementCacheSize = 500;

/** TypeORM's own type of a statement's rows. */
type Rows = ReturnType<BetterSqlite3QueryRunner['query']>;

/**
 * TypeORM gives SQLite one query runner that all requests share, so that concurrent transactions mix: one request reads
 * what another has not committed, and a rollback takes away what a third was told is saved. Here every request has its own
 * runner over the one connection, and a first-come lock is held from BEGIN to COMMIT; statements outside wait for it.
 */
class LockingQueryRunner extends BetterSqlite3QueryRunner {
  private releaseLock: (() => void) | null = null;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly lock: AsyncLock,
    statements: Map<string, unknown>,
  ) {
    super(driver);
    // Prepared statements belong to the connection, so all runners share them. TypeORM keeps these fields private.
    Reflect.set(this, 'stmtCache', statements);
    Reflect.set(this, 'cacheSize', statementCacheSize);
  }

  override async startTransaction(
    ...level: Parameters<BetterSqlite3QueryRunner['startTransaction']>
  ): Promise<void> {
    if (!this.releaseLock) {
      if (currentTransaction())
        throw new Error('A transaction was opened inside another one; pass its EntityManager down instead.');
      this.releaseLock = await this.lock.acquire();
    }
    try {
      await super.startTransaction(...level);
    } finally {
      this.unlockWhenDone();
    }
  }

  override async commitTransaction(): Promise<void> {
    try {
      await super.commitTransaction();
    } finally {
      this.unlockWhenDone();
    }
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction();
    } finally {
      this.unlockWhenDone();
    }
  }

  override async release(): Promise<void> {
    try {
      if (this.releaseLock && this.isTransactionActive) await this.rollbackTransaction();
    } catch {
      // A failed BEGIN or COMMIT has already thrown its own error; there is nothing left to roll back.
    } finally {
      this.isTransactionActive = false;
      this.unlockWhenDone();
      await super.release();
    }
  }

  override async query(sql: string, parameters: unknown[] = [], useStructuredResult = false): Rows {
    // IMMEDIATE takes the write lock at once, so that a transaction never fails half-way for want of it.
    const statement = sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql;
    const bound = parameters.map(toSqliteValue);
    if (this.releaseLock) return this.runStatement(statement, bound, useStructuredResult);
    if (currentTransaction()) {
      throw new Error(
        `A query was run beside the running transaction; use its EntityManager: ${sql.slice(0, 80)}`,
      );
    }
    const release = await this.lock.acquire();
    try {
      return await this.runStatement(statement, bound, useStructuredResult);
    } finally {
      release();
    }
  }

  private async runStatement(sql: string, parameters: unknown[], useStructuredResult: boolean): Rows {
    // libsql takes a first value of null for a bag of named values; inside an array it is a value like any other.
    const safe = parameters[0] === null ? [parameters] : parameters;
    try {
      return await super.query(sql, safe, useStructuredResult);
    } catch (error) {
      this.nameViolatedIndex(error);
      throw error;
    }
  }

  /** SQLite names the columns of a violated unique index, MariaDB the index. Adds the name, so that callers need one test. */
  private nameViolatedIndex(error: unknown): void {
    const match = error instanceof Error ? /UNIQUE constraint failed: (.+)$/.exec(error.message) : null;
    if (!match?.[1]) return;
    const columns = match[1];
    const index = this.dataSource.entityMetadatas
      .flatMap((entity) => entity.indices.map((item) => ({ item, table: entity.tableName })))
      .find(
        ({ item, table }) =>
          item.columns.map((column) => `${table}.${column.databaseName}`).join(', ') === columns,
      );
    if (index && error instanceof Error) error.message = `${error.message} (index ${index.item.name})`;
  }

  private unlockWhenDone(): void {
    if (this.isTransactionActive) return;
    this.releaseLock?.();
    this.releaseLock = null;
  }
}

function toSqliteValue(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', '') : value;
}

/** The embedded database: one connection, safe for many requests at once. */
export class SqliteDataSource extends DataSource implements StatementSource {
  private readonly lock: AsyncLock;
  private readonly statements: Map<string, unknown>;

  constructor(options: BetterSqlite3DataSourceOptions) {
    super(options);
    this.lock = new AsyncLock();
    this.statements = new Map();
    const { driver } = this;
    if (!(driver instanceof BetterSqlite3Driver))
      throw new Error('SqliteDataSource needs the better-sqlite3 driver');
    driver.createQueryRunner = () => new LockingQueryRunner(driver, this.lock, this.statements);
  }

  override createEntityManager(queryRunner?: QueryRunner): EntityManager {
    return new ScopedEntityManager(this, queryRunner);
  }

  async runAlone(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    const runner = this.createQueryRunner();
    try {
      return await runner.query(sql, [...parameters], true);
    } finally {
      await runner.release();
    }
  }
}
