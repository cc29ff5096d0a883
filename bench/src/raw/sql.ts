import {
  createPool,
  type Pool,
  type PoolConnection,
  type ResultSetHeader,
  type RowDataPacket,
} from 'mysql2/promise';

/** A pool outside a transaction, its connection inside. */
export type Source = Pool | PoolConnection;
export type Value = string | number | boolean | Date | null;

const sessionSettings = [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  "SET time_zone = '+00:00'",
  "SET sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO'",
];
const maxAttempts = 6;
const transientErrors: ReadonlySet<unknown> = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_CHECKREAD',
]);

/** A pool whose sessions are set up as those of the server. */
export function openPool(url: string, connectionLimit: number): Pool {
  const pool = createPool({
    uri: url,
    connectionLimit,
    charset: 'utf8mb4',
    timezone: 'Z',
    supportBigNumbers: true,
  });
  pool.on('connection', (connection) => {
    for (const statement of sessionSettings) void connection.query(statement);
  });
  return pool;
}

export async function select<Row>(
  source: Source,
  sql: string,
  values: readonly (Value | readonly Value[])[] = [],
): Promise<Row[]> {
  const [rows] = await source.query<(Row & RowDataPacket)[]>(sql, [...values]);
  return rows;
}

export async function write(
  source: Source,
  sql: string,
  values: readonly (Value | readonly Value[] | readonly (readonly Value[])[])[],
): Promise<ResultSetHeader> {
  const [result] = await source.query<ResultSetHeader>(sql, [...values]);
  return result;
}

/** Runs `work` in one transaction; a deadlock is tried again. */
export async function inTransaction<Result>(
  pool: Pool,
  work: (tx: PoolConnection) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const connection = await pool.getConnection();
    try {
      await connection.query('START TRANSACTION');
      const result = await work(connection);
      await connection.query('COMMIT');
      return result;
    } catch (error) {
      await connection.query('ROLLBACK');
      const isTransient = error instanceof Error && 'code' in error && transientErrors.has(error.code);
      if (!isTransient || attempt === maxAttempts) throw error;
    } finally {
      connection.release();
    }
  }
}
