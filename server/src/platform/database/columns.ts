import type { ColumnOptions, ValueTransformer } from 'typeorm';

/**
 * The column kinds of every entity, the same on both databases. Each has a twin of the same name in `table.ts` for the
 * migration. Keys are `@PrimaryGeneratedColumn() id: number`.
 *
 *     @Column(fen()) payableFen: number;
 *     @Column(instant({ nullable: true })) paidAt: Date | null;
 */
export interface ColumnExtras {
  nullable?: boolean;
  default?: number | boolean | string;
}

/** BIGINT comes back from the driver as a number or, beyond 2^53, as a string; the latter is refused. */
const safeInteger: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: unknown) => {
    if (value === null || value === undefined) return value;
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError(`not a safe integer: ${String(value)}`);
    return number;
  },
};

/** Whole fen. */
export function fen(extras: ColumnExtras = {}): ColumnOptions {
  return { type: 'bigint', transformer: safeInteger, ...extras };
}

/** Any whole number up to 2^53. */
export function bigInteger(extras: ColumnExtras = {}): ColumnOptions {
  return { type: 'bigint', transformer: safeInteger, ...extras };
}

/** A count, a level, a rate in basis points: up to 2^31. */
export function integer(extras: ColumnExtras = {}): ColumnOptions {
  return { type: 'int', ...extras };
}

/** The id of a row of any table. */
export function ref(extras: ColumnExtras = {}): ColumnOptions {
  return { type: 'int', ...extras };
}

/** A calendar day `YYYY-MM-DD`, kept as text so that no time zone can move it. */
export function day(extras: ColumnExtras = {}): ColumnOptions {
  return { type: 'varchar', length: 10, ...extras };
}

/** A moment with milliseconds, a `Date` in code, UTC in the database. */
export function instant(extras: ColumnExtras = {}): ColumnOptions {
  return { type: 'datetime', precision: 3, ...extras };
}

/** A named state, kind or type. */
export function status(extras: ColumnExtras = {}): ColumnOptions {
  return { type: 'varchar', length: 32, ...extras };
}

/** A number or token of ASCII letters and digits, compared byte by byte: card numbers, document numbers, hashes. */
export function asciiCode(length: number, extras: ColumnExtras = {}): ColumnOptions {
  return { type: 'varchar', length, ...extras };
}

/** Text up to `length` characters, any script. */
export function varchar(length: number, extras: ColumnExtras = {}): ColumnOptions {
  return { type: 'varchar', length, ...extras };
}

/** Text without a limit. */
export function text(extras: ColumnExtras = {}): ColumnOptions {
  return { type: 'text', ...extras };
}

/** Any JSON value. */
export function json(extras: ColumnExtras = {}): ColumnOptions {
  return { type: 'simple-json', ...extras };
}

export function boolean(extras: ColumnExtras = {}): ColumnOptions {
  return { type: 'boolean', ...extras };
}
