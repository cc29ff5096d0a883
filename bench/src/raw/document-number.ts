import type { Pool } from 'mysql2/promise';
import { inTransaction, select, write } from './sql';

const blockSize = 20;

interface Block {
  readonly day: string;
  readonly end: number;
  next: number;
}

/** Of redemptions and of purchases. */
type Prefix = 'TH' | 'DD';

const blocks = new Map<Prefix, Block>();
let taking: Promise<unknown> = Promise.resolve();

/** `TH20261006-0018`, from blocks of twenty like the server's. */
export function nextNumber(pool: Pool, prefix: Prefix, day: string): Promise<string> {
  const number = taking.then(() => take(pool, prefix, day));
  taking = number.catch(() => undefined);
  return number;
}

async function take(pool: Pool, prefix: Prefix, day: string): Promise<string> {
  let block = blocks.get(prefix);
  if (!block || block.day !== day || block.next === block.end) {
    const start = await reserve(pool, prefix, day);
    block = { day, next: start, end: start + blockSize };
    blocks.set(prefix, block);
  }
  const value = block.next;
  block.next += 1;
  return `${prefix}${day.replaceAll('-', '')}-${String(value).padStart(4, '0')}`;
}

function reserve(pool: Pool, prefix: Prefix, day: string): Promise<number> {
  return inTransaction(pool, async (tx) => {
    await write(tx, 'INSERT IGNORE INTO document_sequence (prefix, day, nextValue) VALUES (?, ?, 1)', [
      prefix,
      day,
    ]);
    await write(tx, 'UPDATE document_sequence SET nextValue = nextValue + ? WHERE prefix = ? AND day = ?', [
      blockSize,
      prefix,
      day,
    ]);
    const [row] = await select<{ nextValue: number }>(
      tx,
      'SELECT nextValue FROM document_sequence WHERE prefix = ? AND day = ?',
      [prefix, day],
    );
    return (row?.nextValue ?? blockSize) - blockSize;
  });
}
