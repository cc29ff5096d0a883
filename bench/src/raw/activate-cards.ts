import type { Pool, PoolConnection } from 'mysql2/promise';
import { once } from './idempotency';
import { addNews, addStep, channelRefs, type News, recordAudit, stepsOf } from './records';
import { Refusal } from './refusal';
import type { Actor, Asking } from './session';
import { select, write } from './sql';
import { endAfterMonths, isoOrNull, toDay, toIso } from './time';

interface ActivationRow {
  id: number;
  number: string;
  status: string;
  requesterId: number;
  l2Id: number | null;
  l1Id: number;
  productId: number;
  cardCount: number;
  activatedCount: number;
  offlineUnitPriceFen: number | null;
  l2UnitPriceFen: number | null;
  storedValueFen: number;
  creditFen: number;
  note: string | null;
  firstCardNo: string;
  lastCardNo: string;
  createdAt: Date;
}

interface AccountRow {
  readonly id: number;
  readonly kind: string;
  readonly balanceFen: number;
}

const documentKind = 'cardActivation';

/** `POST /api/channel/activations/:id/activate` for all cards of a request. */
export async function activateCards(pool: Pool, { actor, ctx }: Asking, id: number): Promise<string> {
  const endpoint = 'POST /api/channel/activations/:id/activate';
  const input = { params: { id }, body: { cardNos: null } };
  return once(pool, { endpoint, actor, ctx, input }, async (tx) => {
    const now = new Date();
    const [row] = await select<ActivationRow>(
      tx,
      'SELECT * FROM card_activation WHERE id = ? ORDER BY id FOR UPDATE',
      [id],
    );
    if (row?.l1Id !== actor.id) throw new Refusal(404, 'ACTIVATION_NOT_FOUND');
    if (row.status !== 'pendingL1') throw new Refusal(409, 'ACTIVATION_STATUS_CHANGED');
    const [product] = await select<{
      id: number;
      name: string;
      retailPriceFen: number;
      validityMonths: number;
    }>(tx, 'SELECT id, name, retailPriceFen, validityMonths FROM card_product WHERE id = ?', [row.productId]);
    if (!product) throw new Refusal(404, 'CARD_PRODUCT_NOT_FOUND');
    await changeCards(tx, row, { actor, now, expiresAt: endAfterMonths(toDay(now), product.validityMonths) });
    const [l1] = await select<{ rateBp: number }>(tx, 'SELECT rateBp FROM channel WHERE id = ?', [row.l1Id]);
    const unitPriceFen = Math.round((product.retailPriceFen * (l1?.rateBp ?? 0)) / 10_000);
    const paid = await charge(tx, row, { totalFen: unitPriceFen * row.cardCount, now });
    await write(
      tx,
      `UPDATE card_activation SET status = 'activated', closedAt = ?, storedValueFen = ?, creditFen = ?, activatedCount = ?,
              l1UnitPriceFen = ? WHERE id = ?`,
      [now, paid.storedValueFen, paid.creditFen, row.cardCount, unitPriceFen, id],
    );
    await addStep(tx, actor, {
      kind: documentKind,
      id,
      action: '激活',
      note: `${row.cardCount} 张`,
      at: now,
    });
    const after = { activatedCount: row.cardCount, unitPriceFen, ...paid };
    const audited = {
      action: 'cardActivation.activate',
      kind: documentKind,
      id,
      label: row.number,
      after,
      at: now,
    };
    await recordAudit(tx, { actor, ctx }, audited);
    await addNews(tx, newsOf(row), now);
    return detailOf(tx, { ...row, ...paid, productName: product.name, closedAt: now });
  });
}

/** The shop counts the cards as sold; whoever asked for them and is not the L1 itself is told. */
function newsOf(row: ActivationRow): News[] {
  const { id, number, productId, requesterId, l1Id, cardCount } = row;
  const lines = [{ kind: 'cardProduct', id: productId, quantity: cardCount }];
  const sold = {
    topic: 'catalog.offersSold',
    handler: 'CountSales',
    payload: { paper: `cardActivation-${id}`, lines },
  };
  if (requesterId === l1Id) return [sold];
  const moved = {
    activationId: id,
    number,
    move: 'done',
    fromChannelId: l1Id,
    toChannelId: requesterId,
    cardCount,
  };
  return [{ topic: 'card.activationMoved', handler: 'TellActivationMoved', payload: moved }, sold];
}

async function changeCards(
  tx: PoolConnection,
  row: ActivationRow,
  change: { actor: Actor; now: Date; expiresAt: Date },
): Promise<void> {
  const { actor, now, expiresAt } = change;
  await write(
    tx,
    `INSERT INTO card_movement (cardId, action, fromStatus, toStatus, holderKind, holderChannelId, memberId,
                                documentKind, documentId, actorName, note, at)
     SELECT id, 'activated', status, 'active', holderKind, holderChannelId, memberId,
            lockDocumentKind, lockDocumentId, ?, NULL, ? FROM card
     WHERE lockDocumentId = ? AND lockDocumentKind = ?`,
    [actor.name, now, row.id, documentKind],
  );
  const { affectedRows } = await write(
    tx,
    `UPDATE card SET status = 'active', activatedAt = ?, expiresAt = ?, lockDocumentKind = NULL, lockDocumentId = NULL
     WHERE lockDocumentId = ? AND lockDocumentKind = ?`,
    [now, expiresAt, row.id, documentKind],
  );
  if (affectedRows !== row.cardCount) throw new Error(`activation ${row.id} has ${affectedRows} cards`);
  await write(
    tx,
    `UPDATE card_document_item SET outcome = 'done'
     WHERE documentKind = ? AND documentId = ? AND outcome = 'pending'`,
    [documentKind, row.id],
  );
}

/** Stored value first, then credit, all or nothing. */
async function charge(tx: PoolConnection, row: ActivationRow, due: { totalFen: number; now: Date }) {
  const ids = await select<{ id: number }>(
    tx,
    "SELECT id, ownerKind, ownerId, kind FROM ledger_account WHERE ownerKind = 'channel' AND ownerId = ?",
    [row.l1Id],
  );
  const accounts = await select<AccountRow>(
    tx,
    'SELECT * FROM ledger_account WHERE id IN (?) AND closedAt IS NULL ORDER BY id FOR UPDATE',
    [ids.map((account) => account.id)],
  );
  const account = (kind: string): AccountRow => {
    const found = accounts.find((candidate) => candidate.kind === kind);
    if (!found) throw new Refusal(409, 'NOT_AN_L1');
    return found;
  };
  const key = `${documentKind}:${row.id}`;
  const earlier = await select(tx, 'SELECT id FROM ledger_transaction WHERE idempotencyKey = ?', [key]);
  if (earlier.length > 0) throw new Error(`activation ${row.id} was paid before`);
  const storedValueFen = Math.min(due.totalFen, account('storedValue').balanceFen);
  const creditFen = Math.min(due.totalFen - storedValueFen, account('creditAvailable').balanceFen);
  if (storedValueFen + creditFen < due.totalFen) throw new Refusal(409, 'ACTIVATION_FUNDS_SHORT');
  const { insertId } = await write(
    tx,
    `INSERT INTO ledger_transaction (idempotencyKey, documentKind, documentId, documentNumber, note, at)
     VALUES (?, ?, ?, ?, NULL, ?)`,
    [key, documentKind, row.id, row.number, due.now],
  );
  const lines = [
    { account: account('storedValue'), amountFen: -storedValueFen },
    { account: account('creditAvailable'), amountFen: -creditFen },
    { account: account('creditDebt'), amountFen: -creditFen },
  ].filter((line) => line.amountFen !== 0);
  const entries = lines.map((line) => [
    line.account.id,
    line.amountFen,
    line.account.balanceFen + line.amountFen,
  ]);
  const platform = await platformAccounts(tx);
  if (creditFen > 0) entries.push([platform.creditIssued, creditFen]);
  entries.push([platform.cardSales, due.totalFen]);
  await write(
    tx,
    'INSERT INTO ledger_entry (transactionId, accountId, amountFen, balanceAfterFen, reason, at) VALUES ?',
    [entries.map(([id = 0, fen = 0, after]) => [insertId, id, fen, after ?? null, documentKind, due.now])],
  );
  for (const line of lines) {
    const balanceFen = line.account.balanceFen + line.amountFen;
    await write(tx, 'UPDATE ledger_account SET balanceFen = ? WHERE id = ?', [balanceFen, line.account.id]);
  }
  return { storedValueFen, creditFen };
}

interface PlatformAccounts {
  readonly creditIssued: number;
  readonly cardSales: number;
}

let knownPlatformAccounts: PlatformAccounts | null = null;

/** They never change, so they are read once. */
async function platformAccounts(tx: PoolConnection): Promise<PlatformAccounts> {
  if (!knownPlatformAccounts) {
    const rows = await select<{ id: number; kind: string }>(
      tx,
      "SELECT id, kind FROM ledger_account WHERE ownerKind = 'platform'",
    );
    const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? 0;
    knownPlatformAccounts = { creditIssued: idOf('creditIssued'), cardSales: idOf('cardSales') };
  }
  return knownPlatformAccounts;
}

async function detailOf(tx: PoolConnection, row: ActivationRow & { productName: string; closedAt: Date }) {
  const channels = await channelRefs(tx, [row.requesterId, row.l2Id, row.l1Id]);
  return {
    id: row.id,
    number: row.number,
    status: 'activated',
    requester: channels.get(row.requesterId),
    l2: row.l2Id === null ? null : channels.get(row.l2Id),
    l1: channels.get(row.l1Id),
    product: { id: row.productId, name: row.productName },
    cardCount: row.cardCount,
    activatedCount: row.cardCount,
    offlineUnitPriceFen: row.offlineUnitPriceFen,
    l2UnitPriceFen: row.l2UnitPriceFen,
    storedValueFen: row.storedValueFen,
    creditFen: row.creditFen,
    note: row.note,
    firstCardNo: row.firstCardNo,
    lastCardNo: row.lastCardNo,
    createdAt: toIso(row.createdAt),
    closedAt: isoOrNull(row.closedAt),
    quote: null,
    steps: await stepsOf(tx, documentKind, row.id),
  };
}
