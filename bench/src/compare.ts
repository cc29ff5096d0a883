import { isDeepStrictEqual } from 'node:util';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { send } from './load-run';
import type { Operation } from './operations';

const samples = 6;

/** Throws unless both programs answer some of each read alike. */
export async function assertSameAnswers(
  reads: readonly Operation[],
  urls: { server: string; raw: string },
): Promise<void> {
  for (const { name, nextCall } of reads) {
    for (let sample = 0; sample < samples; sample += 1) {
      const call = nextCall();
      const ours = await send<unknown>(urls.server, call);
      const raw = await send<unknown>(urls.raw, call);
      if (!isDeepStrictEqual(ours, raw)) {
        throw new Error(`${name}: different answers\n${JSON.stringify(ours)}\n${JSON.stringify(raw)}`);
      }
    }
  }
}

/** Throws unless both programs answer and write alike, numbers and times aside, for one call of a write each. */
export async function assertSameWrites(
  writes: readonly Operation[],
  urls: { server: string; raw: string },
  db: Connection,
): Promise<void> {
  for (const { name, nextCall } of writes) {
    const shapes: string[] = [];
    for (const url of [urls.server, urls.raw]) {
      const before = await rowCounts(db);
      const answer = await send<unknown>(url, nextCall());
      const after = await rowCounts(db);
      const written = [...after].map(([table, rows]) => [table, rows - (before.get(table) ?? 0)]);
      shapes.push(JSON.stringify([shapeOf(answer), written.filter(([, rows]) => rows !== 0)]));
    }
    if (shapes[0] !== shapes[1]) throw new Error(`${name}: different effects\n${shapes.join('\n')}`);
  }
}

const writtenTables = [
  'audit_entry',
  'card_document_item',
  'card_movement',
  'cart_line',
  'document',
  'document_step',
  'idempotency_record',
  'ledger_entry',
  'ledger_transaction',
  'order',
  'order_item',
  'order_line',
  'order_purchase',
  'outbox_message',
  'stock_movement',
];

async function rowCounts(db: Connection): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of writtenTables) {
    const [rows] = await db.query<(RowDataPacket & { total: number })[]>(
      `SELECT COUNT(*) AS total FROM \`${table}\``,
    );
    counts.set(table, rows[0]?.total ?? 0);
  }
  return counts;
}

/** The names and kinds of an answer's fields without what differs from call to call. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, field]) => [name, shapeOf(field)]),
  );
}

/** Throws unless the books balance: entries sum to zero, and every balance is the sum of its entries. */
export async function assertBooksBalance(db: Connection): Promise<void> {
  const [totals] = await db.query<(RowDataPacket & { total: number | string | null })[]>(
    'SELECT SUM(amountFen) AS total FROM ledger_entry',
  );
  if (Number(totals[0]?.total ?? 0) !== 0) throw new Error('the ledger entries do not sum to zero');
  const [wrong] = await db.query<RowDataPacket[]>(
    `SELECT account.id FROM ledger_account account LEFT JOIN ledger_entry entry ON entry.accountId = account.id
     WHERE account.balanceFen IS NOT NULL
     GROUP BY account.id, account.balanceFen HAVING account.balanceFen <> COALESCE(SUM(entry.amountFen), 0)`,
  );
  if (wrong.length > 0) throw new Error(`${wrong.length} balances are not the sum of their entries`);
}
