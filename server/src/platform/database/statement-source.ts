import type { QueryResult } from 'typeorm/query-runner/QueryResult';

/** What both of our data sources add to TypeORM's. */
export interface StatementSource {
  /** Runs one statement outside any transaction. Throws inside one, QueryFailedError when the database refuses it. */
  runAlone(sql: string, parameters: readonly unknown[]): Promise<QueryResult>;
}

export function isStatementSource(source: object): source is StatementSource {
  return 'runAlone' in source;
}
