import type { Pool, PoolConnection } from 'mysql2/promise';
import { once } from './idempotency';
import { Refusal } from './refusal';
import type { Asking } from './session';
import { select, write } from './sql';

export interface CartInput {
  readonly kind: 'package';
  readonly id: number;
  readonly quantity: number;
}

interface LineRow {
  readonly id: number;
  readonly offerKind: string;
  readonly offerId: number;
  readonly quantity: number;
  readonly removedAt: Date | null;
}

const mostLines = 100;
const mostPieces = 999;

/** `POST /api/member/cart/lines`. */
export async function addToCart(pool: Pool, { actor, ctx }: Asking, input: CartInput): Promise<string> {
  const call = { endpoint: 'POST /api/member/cart/lines', actor, ctx, input };
  return once(pool, call, (tx) => add(tx, actor.id, input));
}

async function add(tx: PoolConnection, memberId: number, input: CartInput): Promise<unknown> {
  // One member's writes wait for each other.
  const [member] = await select<{ levelId: number }>(
    tx,
    'SELECT levelId FROM member WHERE id = ? FOR UPDATE',
    [memberId],
  );
  const [offer] = await select<{ retailPriceFen: number; status: string; rateBp: number }>(
    tx,
    `SELECT offer.retailPriceFen, offer.status, level.rateBp FROM package offer, member_level level
     WHERE offer.id = ? AND level.id = ?`,
    [input.id, member?.levelId ?? 0],
  );
  if (!offer || offer.status !== 'onShelf') throw new Refusal(409, 'OFFER_OFF_SHELF');
  const lines = await select<LineRow>(
    tx,
    'SELECT id, offerKind, offerId, quantity, removedAt FROM cart_line WHERE memberId = ?',
    [memberId],
  );
  const inCart = lines.filter((line) => line.removedAt === null);
  const known = lines.find((line) => line.offerKind === input.kind && line.offerId === input.id);
  const before = known?.removedAt === null ? known.quantity : 0;
  if (before === 0 && inCart.length >= mostLines) throw new Refusal(409, 'CART_FULL');
  const quantity = Math.min(before + input.quantity, mostPieces);
  const priceFen = Math.round((offer.retailPriceFen * offer.rateBp) / 10_000);
  await putLine(tx, { memberId, input, known, quantity, priceFen });
  const pieces = inCart.reduce((sum, line) => sum + line.quantity, 0) - before + quantity;
  return { pieces, quantity };
}

async function putLine(
  tx: PoolConnection,
  line: {
    memberId: number;
    input: CartInput;
    known: LineRow | undefined;
    quantity: number;
    priceFen: number;
  },
): Promise<void> {
  const { memberId, input, known, quantity, priceFen } = line;
  if (known) {
    await write(
      tx,
      `UPDATE cart_line SET quantity = ?, seenPriceFen = ?, isChosen = TRUE, addedAt = ?, removedAt = NULL WHERE id = ?`,
      [quantity, priceFen, new Date(), known.id],
    );
    return;
  }
  await write(
    tx,
    `INSERT INTO cart_line (memberId, offerKind, offerId, quantity, isChosen, seenPriceFen, addedAt, removedAt)
     VALUES (?, ?, ?, ?, TRUE, ?, ?, NULL)`,
    [memberId, input.kind, input.id, quantity, priceFen, new Date()],
  );
}
