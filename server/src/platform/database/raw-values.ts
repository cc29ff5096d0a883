import type { DataSource, EntityManager } from 'typeorm';
import { isSqlite } from './dialect';

/** A number from a raw row: SUM and COUNT come back as text from MariaDB, and as null over no rows. */
export function rawNumber(value: unknown): number {
  const number = Number(value ?? 0);
  if (!Number.isFinite(number)) throw new RangeError(`not a number: ${String(value)}`);
  return number;
}

/** An instant from a raw row: a Date on MariaDB, text in UTC on SQLite. */
export function rawInstant(value: unknown): Date {
  const instant = value instanceof Date ? value : new Date(`${String(value).replace(' ', 'T')}Z`);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`not an instant: ${String(value)}`);
  return instant;
}

/** SQL for the Shanghai day `YYYY-MM-DD` of an instant column: `GROUP BY` of statistics by day. */
export function shanghaiDaySql(source: DataSource | EntityManager, column: string): string {
  return isSqlite('dataSource' in source ? source.dataSource : source)
    ? `strftime('%Y-%m-%d', ${column}, '+8 hours')`
    : `DATE_FORMAT(DATE_ADD(${column}, INTERVAL 8 HOUR), '%Y-%m-%d')`;
}

/** SQL for the Shanghai month `YYYY-MM` of an instant column: `GROUP BY` of statistics by month. */
export function shanghaiMonthSql(source: DataSource | EntityManager, column: string): string {
  return `SUBSTR(${shanghaiDaySql(source, column)}, 1, 7)`;
}
