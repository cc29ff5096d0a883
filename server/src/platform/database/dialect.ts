import {
  type DataSource,
  type EntityManager,
  type EntityTarget,
  In,
  type ObjectLiteral,
  type QueryDeepPartialEntity,
  QueryFailedError,
  type QueryRunner,
  type SelectQueryBuilder,
} from 'typeorm';
import { directFind } from './direct-statements';

/** The entity manager of an open transaction. Whoever takes one never opens another. */
export type Tx = EntityManager;

const insertChunkSize = 200;
const lockChunkSize = 1000;

/** True on the embedded database. Only `platform/database` and reports with dialect-bound SQL may ask. */
export function isSqlite(source: { dataSource: DataSource } | DataSource | QueryRunner): boolean {
  const dataSource = 'dataSource' in source ? source.dataSource : source;
  return dataSource.options.type === 'better-sqlite3';
}

/**
 * Reads rows and locks them until the transaction ends, always in the order of their ids, so that two transactions
 * cannot wait for each other. Missing ids are simply absent from the result. On SQLite the whole database is locked already.
 */
export async function lockById<Entity extends ObjectLiteral & { id: number }>(
  tx: Tx,
  target: EntityTarget<Entity>,
  ids: readonly number[],
): Promise<Entity[]> {
  const sorted = [...new Set(ids)].sort((left, right) => left - right);
  const rows: Entity[] = [];
  for (let start = 0; start < sorted.length; start += lockChunkSize) {
    const chunk = sorted.slice(start, start + lockChunkSize);
    const find = { where: { id: In(chunk) }, order: { id: 'ASC' }, forUpdate: !isSqlite(tx) };
    const locked = directFind(tx, target, find);
    if (!locked) throw new Error('lockById locks flat tables only');
    rows.push(...(await locked));
  }
  return rows;
}

/** Makes a query lock what it reads. On SQLite the open transaction already excludes every other writer. */
export function forUpdate<Entity extends ObjectLiteral>(
  tx: Tx,
  query: SelectQueryBuilder<Entity>,
): SelectQueryBuilder<Entity> {
  return isSqlite(tx) ? query : query.setLock('pessimistic_write');
}

/** Inserts many rows in statements of 200. Returns the new ids in the order of the rows. */
export async function insertInChunks<Entity extends ObjectLiteral>(
  tx: Tx,
  target: EntityTarget<Entity>,
  rows: readonly QueryDeepPartialEntity<Entity>[],
): Promise<number[]> {
  const ids: number[] = [];
  for (let start = 0; start < rows.length; start += insertChunkSize) {
    // TypeORM writes ids into what it inserts; copies keep the caller's rows fit for another try.
    const chunk = rows.slice(start, start + insertChunkSize).map((row) => ({ ...row }));
    const result = await tx.insert(target, chunk);
    for (const identifier of result.identifiers) ids.push(Number(identifier['id']));
  }
  return ids;
}

/**
 * Inserts rows, leaving out those that a unique index refuses, and answers how many went in.
 * Beware: MariaDB also forgives other faults under INSERT IGNORE, so pass only values that fit.
 */
export async function upsertIgnore<Entity extends ObjectLiteral>(
  tx: Tx,
  target: EntityTarget<Entity>,
  rows: readonly QueryDeepPartialEntity<Entity>[],
): Promise<number> {
  let inserted = 0;
  for (let start = 0; start < rows.length; start += insertChunkSize) {
    const chunk = rows.slice(start, start + insertChunkSize);
    await tx
      .createQueryBuilder()
      .insert()
      .into(target)
      .values(chunk)
      .orIgnore()
      .updateEntity(false)
      .execute();
    const [counted]: { n: number | string }[] = await tx.query(
      isSqlite(tx) ? 'SELECT changes() AS n' : 'SELECT ROW_COUNT() AS n',
    );
    inserted += Math.max(0, Number(counted?.n ?? 0));
  }
  return inserted;
}

/** How many rows an UPDATE or DELETE touched. A conditional UPDATE that touches none has lost its race. */
export function affectedRows(result: { affected?: number | null | undefined }): number {
  return result.affected ?? 0;
}

/** True when a unique index refused the row; with a name, when that very index did. */
export function isUniqueViolation(error: unknown, indexName?: string): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const refused = error.message.includes('UNIQUE constraint failed') || driverErrorNumber(error) === 1062;
  return refused && (indexName === undefined || error.message.includes(indexName));
}

/** MariaDB: deadlock, lock wait timeout, changed since last read; TiDB: write conflict, schema changed. */
const transientErrorNumbers: ReadonlySet<number> = new Set([1213, 1205, 1020, 8002, 8022, 8028, 9007]);

/** True for failures that go away when the whole transaction is run again. */
export function isTransientFailure(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const number = driverErrorNumber(error);
  if (number !== null && transientErrorNumbers.has(number)) return true;
  return /SQLITE_BUSY|database is locked/.test(`${driverErrorCode(error)} ${error.message}`);
}

function driverErrorNumber(error: QueryFailedError): number | null {
  const cause: unknown = error.driverError;
  return cause instanceof Error && 'errno' in cause && typeof cause.errno === 'number' ? cause.errno : null;
}

function driverErrorCode(error: QueryFailedError): string {
  const cause: unknown = error.driverError;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

/** A LIKE pattern that finds `typed` anywhere, with what people type taken literally. Use with `contains`. */
export function containsPattern(typed: string): string {
  return `%${escapeLike(typed)}%`;
}

/** A LIKE pattern for values beginning with `typed`; the only kind an index can serve. Use with `contains`. */
export function prefixPattern(typed: string): string {
  return `${escapeLike(typed)}%`;
}

/** `contains('card.cardNo', 'keyword')` → SQL to be used with a parameter made by `containsPattern` or `prefixPattern`. */
export function contains(column: string, parameter: string): string {
  return `${column} LIKE :${parameter} ESCAPE '!'`;
}

function escapeLike(typed: string): string {
  return typed.replace(/[!%_]/g, (character) => `!${character}`);
}
