import {
  type EntityManager,
  type EntityMetadata,
  type EntityTarget,
  FindOperator,
  InsertResult,
  type ObjectLiteral,
  UpdateResult,
} from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { QueryResult } from 'typeorm/query-runner/QueryResult';
import { isStatementSource } from './statement-source';

/**
 * The plain statements that make up nearly all traffic, written without TypeORM's query builder, which costs several times
 * what they do: one table, simple comparisons, no relations. Rows become the same entities through the same driver functions.
 * Each function answers null for anything it does not know; the caller then takes TypeORM's way.
 */

/** What `find` is asked for; anything else makes a `DirectFind` unknown. */
export interface DirectFind {
  readonly select?: unknown;
  readonly where?: unknown;
  readonly order?: unknown;
  readonly skip?: number | undefined;
  readonly take?: number | undefined;
  /** Locks what is read; the caller knows that the database has row locks. */
  readonly forUpdate?: boolean;
}

interface TablePlan {
  readonly metadata: EntityMetadata;
  readonly table: string;
  readonly columns: readonly ColumnMetadata[];
  readonly columnByProperty: ReadonlyMap<string, ColumnMetadata>;
  readonly selectAll: string;
}

interface Condition {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const planByMetadata = new WeakMap<EntityMetadata, TablePlan | null>();
const findKeys: ReadonlySet<string> = new Set(['select', 'where', 'order', 'skip', 'take', 'forUpdate']);

/** The entities a simple `find` names, or null when it is not simple. */
export function directFind<Entity extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  find: DirectFind,
): Promise<Entity[]> | null {
  const plan = planOf(manager, target);
  if (!plan || Object.keys(find).some((key) => !findKeys.has(key))) return null;
  const columns = selectedColumns(plan, find.select);
  const where = whereOf(manager, plan, find.where);
  const order = orderOf(manager, plan, find.order);
  if (columns === null || where === null || order === null) return null;
  // MariaDB wants a limit where there is an offset.
  if (find.skip !== undefined && find.take === undefined) return null;
  const limit = find.take === undefined ? '' : ` LIMIT ${Number(find.take)}`;
  const offset = find.skip === undefined ? '' : ` OFFSET ${Number(find.skip)}`;
  const lock = find.forUpdate === true ? ' FOR UPDATE' : '';
  const list = columns === plan.columns ? plan.selectAll : columnList(manager, columns);
  const sql = `SELECT ${list} FROM ${plan.table}${where.sql}${order}${limit}${offset}${lock}`;
  return run(manager, sql, where.parameters).then((result) =>
    toEntities<Entity>(manager, plan, { columns, result }),
  );
}

/** How many rows a simple condition names, or null when it is not simple. */
export function directCount(
  manager: EntityManager,
  target: EntityTarget<ObjectLiteral>,
  where: unknown,
): Promise<number> | null {
  const plan = planOf(manager, target);
  const condition = plan && whereOf(manager, plan, where);
  if (!plan || !condition) return null;
  const sql = `SELECT COUNT(*) AS total FROM ${plan.table}${condition.sql}`;
  return run(manager, sql, condition.parameters).then(({ records }) => {
    const [row]: readonly unknown[] = records;
    return isPlainRow(row) ? Number(row['total']) : 0;
  });
}

/** Inserts complete rows of one shape and hands their new ids to the objects given, or null. */
export function directInsert(
  manager: EntityManager,
  target: EntityTarget<ObjectLiteral>,
  entity: unknown,
): Promise<InsertResult> | null {
  const plan = planOf(manager, target);
  const rows: readonly unknown[] = Array.isArray(entity) ? entity : [entity];
  if (!plan || rows.length === 0 || !rows.every(isPlainRow)) return null;
  const given = plan.columns.filter((column) => rows.some((row) => row[column.propertyName] !== undefined));
  // What the database fills in, TypeORM reads back; what is neither given nor filled in is NULL.
  const isComplete = plan.columns.every((column) => {
    if (given.includes(column)) return !column.isGenerated;
    return column.isGenerated || column.default === undefined;
  });
  if (!isComplete || rows.some((row) => !hasOnlyValues(plan, row))) return null;
  const { driver } = manager.dataSource;
  const parameters = rows.flatMap((row) =>
    given.map((column): unknown => driver.preparePersistentValue(row[column.propertyName] ?? null, column)),
  );
  const tuple = `(${given.map(() => '?').join(', ')})`;
  const sql = `INSERT INTO ${plan.table} (${columnList(manager, given)}) VALUES ${rows.map(() => tuple).join(', ')}`;
  return run(manager, sql, parameters).then((result) => toInsertResult(manager, plan, { rows, result }));
}

/** Sets plain values where columns have plain values, or null. */
export function directUpdate(
  manager: EntityManager,
  target: EntityTarget<ObjectLiteral>,
  { criteria, change }: { criteria: unknown; change: unknown },
): Promise<UpdateResult> | null {
  const plan = planOf(manager, target);
  if (!plan || !isPlainRow(change) || !isPlainRow(criteria) || !hasOnlyValues(plan, change)) return null;
  const where = whereOf(manager, plan, criteria);
  const set = plan.columns.filter((column) => change[column.propertyName] !== undefined);
  if (where === null || where.sql === '' || set.length === 0) return null;
  const { driver } = manager.dataSource;
  const assignments = set.map((column) => `${driver.escape(column.databaseName)} = ?`).join(', ');
  const values = set.map((column): unknown =>
    driver.preparePersistentValue(change[column.propertyName], column),
  );
  const sql = `UPDATE ${plan.table} SET ${assignments}${where.sql}`;
  return run(manager, sql, [...values, ...where.parameters]).then((result) => UpdateResult.from(result));
}

/** Null for a target that is more than a flat table: TypeORM does more for those than these statements would. */
function planOf(manager: EntityManager, target: EntityTarget<ObjectLiteral>): TablePlan | null {
  const metadata = manager.dataSource.getMetadata(target);
  const known = planByMetadata.get(metadata);
  if (known !== undefined) return known;
  const { columns } = metadata;
  const isFlat =
    metadata.tableType === 'regular' &&
    metadata.relations.length === 0 &&
    metadata.embeddeds.length === 0 &&
    metadata.listeners.length === 0 &&
    metadata.discriminatorColumn === undefined &&
    columns.every(isPlainColumn);
  const plan = isFlat
    ? {
        metadata,
        table: manager.dataSource.driver.escape(metadata.tableName),
        columns,
        columnByProperty: new Map(columns.map((column) => [column.propertyName, column])),
        selectAll: columnList(manager, columns),
      }
    : null;
  planByMetadata.set(metadata, plan);
  return plan;
}

function isPlainColumn(column: ColumnMetadata): boolean {
  const { isVirtual, isVersion, isCreateDate, isUpdateDate, isDeleteDate } = column;
  return column.isSelect && !(isVirtual || isVersion || isCreateDate || isUpdateDate || isDeleteDate);
}

function columnList(manager: EntityManager, columns: readonly ColumnMetadata[]): string {
  return columns.map((column) => manager.dataSource.driver.escape(column.databaseName)).join(', ');
}

function selectedColumns(plan: TablePlan, select: unknown): readonly ColumnMetadata[] | null {
  if (select === undefined) return plan.columns;
  if (!isPlainRow(select)) return null;
  const names = Object.keys(select);
  const columns = plan.columns.filter((column) => select[column.propertyName] === true);
  return columns.length === names.length && columns.length > 0 ? columns : null;
}

function whereOf(manager: EntityManager, plan: TablePlan, where: unknown): Condition | null {
  if (where === undefined) return { sql: '', parameters: [] };
  const alternatives: readonly unknown[] = Array.isArray(where) ? where : [where];
  const parameters: unknown[] = [];
  const parts: string[] = [];
  for (const alternative of alternatives) {
    if (!isPlainRow(alternative)) return null;
    const conditions: string[] = [];
    for (const [name, value] of Object.entries(alternative)) {
      const column = plan.columnByProperty.get(name);
      const condition = column
        ? conditionOf(manager.dataSource.driver.escape(column.databaseName), value)
        : null;
      if (!condition) return null;
      conditions.push(condition.sql);
      parameters.push(...condition.parameters);
    }
    if (conditions.length === 0) return null;
    parts.push(conditions.join(' AND '));
  }
  if (parts.length === 0) return null;
  return { sql: ` WHERE ${parts.length === 1 ? parts.join('') : `(${parts.join(') OR (')})`}`, parameters };
}

function conditionOf(column: string, value: unknown): Condition | null {
  if (isScalar(value)) return { sql: `${column} = ?`, parameters: [value] };
  if (!(value instanceof FindOperator)) return null;
  if (value.type === 'isNull') return { sql: `${column} IS NULL`, parameters: [] };
  const operand: unknown = value.value;
  const comparison = comparisons.get(value.type);
  if (comparison !== undefined && isScalar(operand))
    return { sql: `${column} ${comparison} ?`, parameters: [operand] };
  if (!Array.isArray(operand) || !operand.every(isScalar)) return null;
  if (value.type === 'between' && operand.length === 2)
    return { sql: `${column} BETWEEN ? AND ?`, parameters: operand };
  if (value.type !== 'in') return null;
  return operand.length === 0
    ? { sql: '0=1', parameters: [] }
    : { sql: `${column} IN (${operand.map(() => '?').join(', ')})`, parameters: operand };
}

const comparisons: ReadonlyMap<string, string> = new Map([
  ['lessThan', '<'],
  ['lessThanOrEqual', '<='],
  ['moreThan', '>'],
  ['moreThanOrEqual', '>='],
]);

function isScalar(value: unknown): value is string | number | boolean | Date {
  return (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    value instanceof Date
  );
}

function orderOf(manager: EntityManager, plan: TablePlan, order: unknown): string | null {
  if (order === undefined) return '';
  if (!isPlainRow(order)) return null;
  const parts: string[] = [];
  for (const [name, direction] of Object.entries(order)) {
    const column = plan.columnByProperty.get(name);
    if (!column || (direction !== 'ASC' && direction !== 'DESC')) return null;
    parts.push(`${manager.dataSource.driver.escape(column.databaseName)} ${direction}`);
  }
  return parts.length === 0 ? '' : ` ORDER BY ${parts.join(', ')}`;
}

function isPlainRow(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof FindOperator)
  );
}

/** Whether every field is a column and none an SQL expression, which TypeORM takes as a function. */
function hasOnlyValues(plan: TablePlan, row: Record<string, unknown>): boolean {
  return Object.entries(row).every(
    ([name, value]) => plan.columnByProperty.has(name) && typeof value !== 'function',
  );
}

function toEntities<Entity extends ObjectLiteral>(
  manager: EntityManager,
  plan: TablePlan,
  { columns, result }: { columns: readonly ColumnMetadata[]; result: QueryResult },
): Entity[] {
  const { driver } = manager.dataSource;
  const rows: readonly unknown[] = result.records;
  return rows.map((row) => {
    const entity: Entity = plan.metadata.create(undefined, { fromDeserializer: true });
    if (!isPlainRow(row)) return entity;
    const fields: Record<string, unknown> = entity;
    for (const column of columns) {
      fields[column.propertyName] = driver.prepareHydratedValue(row[column.databaseName], column);
    }
    return entity;
  });
}

function toInsertResult(
  manager: EntityManager,
  { metadata }: TablePlan,
  { rows, result }: { rows: readonly Record<string, unknown>[]; result: QueryResult },
): InsertResult {
  const inserted = InsertResult.from(result);
  for (const [index, row] of rows.entries()) {
    const generated =
      manager.dataSource.driver.createGeneratedMap(metadata, result.raw, index, rows.length) ?? {};
    Object.assign(row, generated);
    inserted.generatedMaps.push(generated);
    inserted.identifiers.push(metadata.getEntityIdMap(row) ?? {});
  }
  return inserted;
}

/** Runs a statement in the manager's transaction or by itself. */
async function run(
  { queryRunner, dataSource }: EntityManager,
  sql: string,
  parameters: readonly unknown[],
): Promise<QueryResult> {
  if (queryRunner) return queryRunner.query(sql, [...parameters], true);
  if (!isStatementSource(dataSource)) throw new Error('not a data source of ours');
  return dataSource.runAlone(sql, parameters);
}
