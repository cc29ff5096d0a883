import Libsql = require('libsql');
import type { DataSourceOptions, MixedList } from 'typeorm';
import type { AppConfig } from '../config/config';
import { MariaDbDataSource } from './mariadb-data-source';
import { SqliteDataSource } from './sqlite-data-source';
import type { EntityClass, MigrationClass } from '../server-module';

interface Schema {
  entities: readonly EntityClass[];
  migrations: readonly MigrationClass[];
}

interface SqlitePragmas {
  pragma(statement: string): unknown;
}

/** The TypeORM options for the configured database, and the data source class that makes it safe. */
export function dataSourceOptions(config: AppConfig, schema: Schema) {
  const common = {
    entities: [...schema.entities] as MixedList<EntityClass>,
    migrations: [...schema.migrations] as MixedList<MigrationClass>,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    migrationsRun: false,
    logging: false,
  } as const;
  return config.databaseUrl === null
    ? {
        ...common,
        type: 'better-sqlite3' as const,
        database: config.databaseFile,
        driver: Libsql,
        customDataSourceClass: SqliteDataSource,
        prepareDatabase: (connection: SqlitePragmas) => {
          connection.pragma('journal_mode = WAL');
          // FULL makes an acknowledged write survive a power cut, not only a killed process.
          connection.pragma('synchronous = FULL');
          connection.pragma('busy_timeout = 5000');
        },
      }
    : {
        ...common,
        type: 'mariadb' as const,
        url: config.databaseUrl.replace(/^mysql:/, 'mariadb:'),
        charset: 'utf8mb4',
        timezone: 'Z',
        supportBigNumbers: true,
        bigNumberStrings: false,
        // mysql2 would note the call stack of every statement; TypeORM's error carries one anyway.
        extra: { connectionLimit: config.databasePool, trace: false },
        customDataSourceClass: MariaDbDataSource,
      };
}

/** Opens a data source outside the web application: the command line, tests. */
export function createDataSource(config: AppConfig, schema: Schema): SqliteDataSource | MariaDbDataSource {
  const { customDataSourceClass, ...options } = dataSourceOptions(config, schema);
  void customDataSourceClass;
  const typed: DataSourceOptions = options;
  if (typed.type === 'better-sqlite3') return new SqliteDataSource(typed);
  if (typed.type === 'mariadb') return new MariaDbDataSource(typed);
  throw new Error(`unsupported database type ${typed.type}`);
}
