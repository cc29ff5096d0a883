import type { Pool } from 'mysql2/promise';
import { inTransaction, select, write } from './sql';

const blockSize = 20;

interface Block {
  readonly day: string;
  readonly end: number;
  next: number;
}

let block: Block | null = null;
let taking: Promise<unknown> = Promise.resolve();

/** `TH20261006-0018`, from blocks of twenty like the server's. */
export function nextRedemptionNumber(pool: Pool, day: string): Promise<string> {
  const number = taking.then(() => take(pool, day));
  taking = number.catch(() => undefined);
  return number;
}

async function take(pool: Pool, day: string): Promise<string> {
  if (!block || block.day !== day || block.next === block.end) {
    const start = await reserve(pool, day);
    block = { day, next: start, end: start + blockSize };
  }
  const value = block.next;
  block.next += 1;
  return `TH${day.replaceAll('-', '')}-${String(value).padStart(4, '0')}`;
}

function reserve(pool: Pool, day: string): Promise<number> {
  return inTransaction(pool, async (tx) => {
    await write(tx, "INSERT IGNORE INTO document_sequence (prefix, day, nextValue) VALUES ('TH', ?, 1)", [
      day,
    ]);
    await write(
      tx,
      "UPDATE document_sequence SET nextValue = nextValue + ? WHERE prefix = 'TH' AND day = ?",
      [blockSize, day],
    );
    const [row] = await select<{ nextValue: number }>(
      tx,
      "SELECT nextValue FROM document_sequence WHERE prefix = 'TH' AND day = ?",
      [day],
    );
    return (row?.nextValue ?? blockSize) - blockSize;
  });
}
