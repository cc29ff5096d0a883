import mysql2 = require('mysql2');
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { MysqlDataSourceOptions } from 'typeorm/driver/mysql/MysqlDataSourceOptions';
import type { ReplicationMode } from 'typeorm/driver/types/ReplicationMode';
import { ScopedEntityManager } from './scoped-entity-manager';
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

/** MySQL, MariaDB or TiDB over the MySQL protocol. */
export class MariaDbDataSource extends DataSource {
  constructor(options: MysqlDataSourceOptions) {
    super({ ...options, driver: preparedMysql });
    const { driver } = this;
    const normalizeType = driver.normalizeType.bind(driver);
    // TEXT ends at 64 kB there; SQLite knows no such end, and nothing of ours should either.
    driver.normalizeType = (column) =>
      column.type === 'text' || column.type === 'simple-json' ? 'longtext' : normalizeType(column);
    // INSERT … RETURNING hands back raw values (0 for false), so TypeORM is told to read defaults like everywhere else.
    driver.isReturningSqlSupported = () => false;
  }

  /** As on the embedded database: a query beside the running transaction would miss its rows and wait for its locks. */
  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    if (currentTransaction())
      throw new Error('A query was run beside the running transaction; use its EntityManager.');
    return super.createQueryRunner(mode);
  }

  override createEntityManager(queryRunner?: QueryRunner): EntityManager {
    return new ScopedEntityManager(this, queryRunner);
  }
}
