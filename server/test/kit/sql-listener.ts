import type { DataSource, Logger } from 'typeorm';

export interface Statement {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** A line of MariaDB's EXPLAIN. */
export interface Plan {
  readonly table: string;
  readonly type: string;
  readonly key: string | null;
  readonly rows: number;
}

class SqlListener implements Logger {
  readonly statements: Statement[] = [];
  logQuery(sql: string, parameters: unknown[] = []): void {
    this.statements.push({ sql, parameters });
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

/** The statements a server runs while `work` is under way. */
export async function statementsOf(
  dataSource: DataSource,
  work: () => Promise<unknown>,
): Promise<Statement[]> {
  const { logger } = dataSource;
  const listener = new SqlListener();
  dataSource.logger = listener;
  try {
    await work();
  } finally {
    dataSource.logger = logger;
  }
  return listener.statements;
}

/** How MariaDB reads what a statement asks for. */
export async function plansOf(dataSource: DataSource, { sql, parameters }: Statement): Promise<Plan[]> {
  return dataSource.query(`EXPLAIN ${sql}`, parameters);
}
