import mysql2 = require('mysql2');
import { DataSource, type EntityManager, type Logger, QueryFailedError, type QueryRunner } from 'typeorm';
import type { MysqlDataSourceOptions } from 'typeorm/driver/mysql/MysqlDataSourceOptions';
import { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver';
import { MysqlQueryRunner } from 'typeorm/driver/mysql/MysqlQueryRunner';
import type { ReplicationMode } from 'typeorm/driver/types/ReplicationMode';
import { QueryResult } from 'typeorm/query-runner/QueryResult';
import { ScopedEntityManager } from './scoped-entity-manager';
import type { StatementSource } from './statement-source';
import { currentTransaction } from './transaction-scope';

/**
 * READ COMMITTED, so that a row read after waiting for a lock is the row as it is now, and fewer gap locks are taken.
 * Times are UTC on the wire. Strict mode refuses what does not fit instead of cutting it.
 */
const sessionSettings =
  "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED; SET time_zone = '+00:00'; SET sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO'";

/** mysql2 with every new connection of a pool set up before its first statement. */
const preparedMysql = {
  ...mysql2,
  createPool(options: mysql2.PoolOptions): mysql2.Pool {
    const pool = mysql2.createPool(options);
    pool.on('connection', (connection) => {
      for (const statement of sessionSettings.split('; ')) connection.query(statement);
    });
    return pool;
  },
};

/** A connection or a pool of mysql2, as far as statements need one. */
type StatementTarget = Pick<mysql2.Connection, 'query'>;

function runStatement(
  target: StatementTarget,
  statement: { sql: string; parameters: readonly unknown[]; logger: Logger },
): Promise<QueryResult> {
  const { sql, logger } = statement;
  const values = statement.parameters.map((value) => value ?? null);
  logger.logQuery(sql, values);
  return new Promise((resolve, reject) => {
    target.query(sql, values, (error, raw) => {
      if (error) reject(new QueryFailedError(sql, values, error));
      else resolve(toQueryResult(raw));
    });
  });
}

function toQueryResult(raw: unknown): QueryResult {
  const result = new QueryResult();
  result.raw = raw;
  if (Array.isArray(raw)) result.records = raw;
  else if (typeof raw === 'object' && raw !== null && 'affectedRows' in raw) {
    result.records = [];
    result.affected = Number(raw.affectedRows);
  }
  return result;
}

/** TypeORM's without the subscribers and timers of every statement: nobody here listens, and they cost as much as the rest. */
class LeanQueryRunner extends MysqlQueryRunner {
  override async query(
    sql: string,
    parameters: unknown[] = [],
    useStructuredResult = false,
  ): Promise<unknown> {
    if (this.isReleased) throw new Error('the query runner is released');
    const connection: StatementTarget = await this.connect();
    const { logger } = this.dataSource;
    const result = await runStatement(connection, { sql, parameters, logger });
    return useStructuredResult ? result : result.raw;
  }
}

/** MySQL, MariaDB or TiDB over the MySQL protocol. */
export class MariaDbDataSource extends DataSource implements StatementSource {
  private readonly mysqlDriver: MysqlDriver;

  constructor(options: MysqlDataSourceOptions) {
    super({ ...options, driver: preparedMysql });
    const { driver } = this;
    if (!(driver instanceof MysqlDriver)) throw new Error('MariaDbDataSource needs the mysql driver');
    this.mysqlDriver = driver;
    driver.createQueryRunner = (mode) => new LeanQueryRunner(driver, mode);
    const normalizeType = driver.normalizeType.bind(driver);
    // TEXT ends at 64 kB there; SQLite knows no such end, and nothing of ours should either.
    driver.normalizeType = (column) =>
      column.type === 'text' || column.type === 'simple-json' ? 'longtext' : normalizeType(column);
    // INSERT … RETURNING hands back raw values (0 for false), so TypeORM is told to read defaults like everywhere else.
    driver.isReturningSqlSupported = () => false;
  }

  /** As on the embedded database: a query beside the running transaction would miss its rows and wait for its locks. */
  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    refuseBesideTransaction();
    return super.createQueryRunner(mode);
  }

  override createEntityManager(queryRunner?: QueryRunner): EntityManager {
    return new ScopedEntityManager(this, queryRunner);
  }

  override async query<Rows>(
    sql: string,
    parameters: unknown[] = [],
    queryRunner?: QueryRunner,
  ): Promise<Rows> {
    if (queryRunner) return super.query<Rows>(sql, parameters, queryRunner);
    const { raw }: { raw: Rows } = await this.runAlone(sql, parameters);
    return raw;
  }

  runAlone(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    refuseBesideTransaction();
    // The pool lends a connection for just this statement.
    const pool: StatementTarget = this.mysqlDriver.pool;
    return runStatement(pool, { sql, parameters, logger: this.logger });
  }
}

function refuseBesideTransaction(): void {
  if (currentTransaction())
    throw new Error('A query was run beside the running transaction; use its EntityManager.');
}
