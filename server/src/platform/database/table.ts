import {
  type QueryRunner,
  Table,
  TableColumn,
  type TableColumnOptions,
  TableForeignKey,
  TableIndex,
} from 'typeorm';
import { isSqlite } from './dialect';

/** One column of a migration, in the words of `columns.ts`. */
export interface ColumnSpec {
  name: string;
  kind: 'id' | 'bigint' | 'int' | 'instant' | 'varchar' | 'ascii' | 'text' | 'boolean';
  length?: number;
  nullable?: boolean;
  default?: number | boolean | string;
  primary?: boolean;
}

export interface IndexSpec {
  /** `ux_<table>_<columns>` for unique, `ix_…` for others; unique over the whole database. */
  name: string;
  columns: readonly string[];
  unique?: boolean;
}

export interface ForeignKeySpec {
  name: string;
  column: string;
  /** The table whose `id` it points to. */
  references: string;
}

export interface TableSpec {
  name: string;
  columns: readonly ColumnSpec[];
  indexes?: readonly IndexSpec[];
  foreignKeys?: readonly ForeignKeySpec[];
}

type Extras = Pick<ColumnSpec, 'nullable' | 'default' | 'primary'>;

/** The twins of the entity helpers in `columns.ts`. */
export const column = {
  id: (name = 'id'): ColumnSpec => ({ name, kind: 'id' }),
  fen: (name: string, extras: Extras = {}): ColumnSpec => ({ name, kind: 'bigint', ...extras }),
  bigInteger: (name: string, extras: Extras = {}): ColumnSpec => ({ name, kind: 'bigint', ...extras }),
  integer: (name: string, extras: Extras = {}): ColumnSpec => ({ name, kind: 'int', ...extras }),
  ref: (name: string, extras: Extras = {}): ColumnSpec => ({ name, kind: 'int', ...extras }),
  day: (name: string, extras: Extras = {}): ColumnSpec => ({ name, kind: 'varchar', length: 10, ...extras }),
  instant: (name: string, extras: Extras = {}): ColumnSpec => ({ name, kind: 'instant', ...extras }),
  status: (name: string, extras: Extras = {}): ColumnSpec => ({ name, kind: 'ascii', length: 32, ...extras }),
  asciiCode: (name: string, length: number, extras: Extras = {}): ColumnSpec => ({
    name,
    kind: 'ascii',
    length,
    ...extras,
  }),
  varchar: (name: string, length: number, extras: Extras = {}): ColumnSpec => ({
    name,
    kind: 'varchar',
    length,
    ...extras,
  }),
  text: (name: string, extras: Extras = {}): ColumnSpec => ({ name, kind: 'text', ...extras }),
  json: (name: string, extras: Extras = {}): ColumnSpec => ({ name, kind: 'text', ...extras }),
  boolean: (name: string, extras: Extras = {}): ColumnSpec => ({ name, kind: 'boolean', ...extras }),
} as const;

/** Creates a table with its indexes and foreign keys, the same way on both databases. */
export async function createTable(runner: QueryRunner, spec: TableSpec): Promise<void> {
  const sqlite = isSqlite(runner);
  await runner.createTable(
    new Table({
      name: spec.name,
      columns: spec.columns.map((item) => columnOptions(item, sqlite)),
      indices: (spec.indexes ?? []).map(indexOptions),
      foreignKeys: (spec.foreignKeys ?? []).map(foreignKeyOptions),
      ...(sqlite ? {} : { engine: 'InnoDB' }),
    }),
  );
}

export async function addColumns(
  runner: QueryRunner,
  table: string,
  columns: readonly ColumnSpec[],
): Promise<void> {
  const sqlite = isSqlite(runner);
  await runner.addColumns(
    table,
    columns.map((item) => new TableColumn(columnOptions(item, sqlite))),
  );
}

export async function addIndex(runner: QueryRunner, table: string, index: IndexSpec): Promise<void> {
  await runner.createIndex(table, new TableIndex(indexOptions(index)));
}

export async function addForeignKey(
  runner: QueryRunner,
  table: string,
  foreignKey: ForeignKeySpec,
): Promise<void> {
  await runner.createForeignKey(table, new TableForeignKey(foreignKeyOptions(foreignKey)));
}

/**
 * Undoes an index whose first column a foreign key needs. MariaDB keeps an index for every foreign key, and gave its own up when
 * the better one came; so it gets that back first.
 */
export async function dropForeignKeyIndex(
  runner: QueryRunner,
  table: string,
  index: { name: string; foreignKey: string; column: string },
): Promise<void> {
  if (!isSqlite(runner)) {
    await addIndex(runner, table, { name: index.foreignKey, columns: [index.column] });
  }
  await runner.dropIndex(table, index.name);
}

/** Drops tables in the order given; write the dependent ones first. */
export async function dropTables(runner: QueryRunner, names: readonly string[]): Promise<void> {
  for (const name of names) await runner.dropTable(name);
}

function indexOptions(index: IndexSpec) {
  return { name: index.name, columnNames: [...index.columns], isUnique: index.unique ?? false };
}

function foreignKeyOptions(foreignKey: ForeignKeySpec) {
  return {
    name: foreignKey.name,
    columnNames: [foreignKey.column],
    referencedTableName: foreignKey.references,
    referencedColumnNames: ['id'],
  };
}

function columnOptions(spec: ColumnSpec, sqlite: boolean): TableColumnOptions {
  return {
    name: spec.name,
    isNullable: spec.nullable ?? false,
    isPrimary: spec.primary ?? false,
    ...(spec.default === undefined ? {} : { default: defaultLiteral(spec.default, sqlite) }),
    ...typeOptions(spec, sqlite),
  };
}

function typeOptions(spec: ColumnSpec, sqlite: boolean): Omit<TableColumnOptions, 'name'> & { type: string } {
  const length = spec.length === undefined ? {} : { length: String(spec.length) };
  switch (spec.kind) {
    case 'id':
      return {
        type: sqlite ? 'integer' : 'int',
        isPrimary: true,
        isGenerated: true,
        generationStrategy: 'increment',
      };
    case 'bigint':
      return { type: 'bigint' };
    case 'int':
      return { type: sqlite ? 'integer' : 'int' };
    case 'instant':
      return { type: 'datetime', precision: 3 };
    case 'varchar':
      return { type: 'varchar', ...length };
    case 'ascii':
      // Not the character set ascii: comparing such a column with Chinese text that somebody typed is an error on MariaDB.
      return {
        type: 'varchar',
        ...length,
        ...(sqlite ? {} : { charset: 'utf8mb4', collation: 'utf8mb4_bin' }),
      };
    case 'text':
      return { type: sqlite ? 'text' : 'longtext' };
    case 'boolean':
      return sqlite ? { type: 'boolean' } : { type: 'tinyint' };
  }
}

function defaultLiteral(value: number | boolean | string, sqlite: boolean): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return sqlite ? String(value) : `'${value}'`;
  return `'${value.replaceAll("'", "''")}'`;
}
