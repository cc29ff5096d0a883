import type { Pool } from 'mysql2/promise';
import { type ChannelRef, channelRefs, documentNumbers, type DocumentRef, namesOf } from './records';
import { Refusal } from './refusal';
import type { Actor } from './session';
import { select, type Value } from './sql';
import { isoOrNull, toIso } from './time';

interface CardRow {
  readonly id: number;
  readonly cardNo: string;
  readonly kind: string;
  readonly productId: number;
  readonly status: string;
  readonly holderKind: string;
  readonly holderChannelId: number | null;
  readonly l1OwnerId: number | null;
  readonly memberId: number | null;
  readonly lockDocumentKind: string | null;
  readonly lockDocumentId: number | null;
  readonly receivedAt: Date | null;
  readonly activatedAt: Date | null;
  readonly expiresAt: Date | null;
}

interface MovementRow {
  readonly id: number;
  readonly action: string;
  readonly fromStatus: string | null;
  readonly toStatus: string;
  readonly holderKind: string;
  readonly holderChannelId: number | null;
  readonly memberId: number | null;
  readonly documentKind: string | null;
  readonly documentId: number | null;
  readonly actorName: string;
  readonly note: string | null;
  readonly at: Date;
}

type Held = Pick<CardRow, 'holderKind' | 'holderChannelId' | 'memberId'>;

const cardColumns = `id, cardNo, kind, productId, status, holderKind, holderChannelId, l1OwnerId, memberId, lockDocumentKind,
  lockDocumentId, receivedAt, activatedAt, expiresAt`;
const productNames = 'SELECT id, name FROM card_product';
const memberNames = 'SELECT id, nickname AS name FROM member';

const actionNames: Readonly<Record<string, string>> = {
  imported: '入库',
  orderSent: '平台发卡，待收',
  transferSent: '流转，待收',
  returnSent: '返还，待收',
  received: '收卡',
  activationRequested: '申请激活',
  activated: '激活',
  bound: '绑卡',
  used: '提货',
  voided: '注销',
};

/** `GET /api/channel/cards/:cardNo` for an L1 and `GET /api/admin/cards/:cardNo`. */
export async function getCard(pool: Pool, actor: Actor, cardNo: string): Promise<unknown> {
  const [card] = await select<CardRow>(pool, `SELECT ${cardColumns} FROM card WHERE cardNo = ?`, [cardNo]);
  if (!card || (actor.kind === 'channel' && card.l1OwnerId !== actor.id))
    throw new Refusal(404, 'CARD_NOT_FOUND');
  const [view] = await toCardViews(pool, [card]);
  const [member] =
    card.memberId === null
      ? []
      : await select<{ id: number; nickname: string; phone: string }>(
          pool,
          'SELECT id, nickname, phone FROM member WHERE id = ?',
          [card.memberId],
        );
  const movements = await select<MovementRow>(
    pool,
    'SELECT * FROM card_movement WHERE cardId = ? ORDER BY id',
    [card.id],
  );
  const phone =
    actor.kind === 'admin' ? member?.phone : member?.phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2');
  return {
    ...view,
    member: member ? { ...member, phone } : null,
    movements: await toMovementViews(pool, movements),
  };
}

/** `GET /api/channel/cards`: the own library, latest receipt first. */
export async function listLibrary(pool: Pool, actor: Actor, query: URLSearchParams): Promise<unknown> {
  return listPage(pool, query, {
    where: 'holderChannelId IN (?)',
    values: [actor.id],
    order: 'receivedAt DESC, id DESC',
  });
}

/** `GET /api/admin/cards` with the filters of the back office. */
export async function listAllCards(pool: Pool, query: URLSearchParams): Promise<unknown> {
  const conditions: string[] = [];
  const values: Value[] = [];
  const cardNo = query.get('cardNo');
  if (cardNo !== null) {
    conditions.push('cardNo >= ? AND cardNo < ?');
    values.push(cardNo, `${cardNo}~`);
  }
  for (const column of ['productId', 'status', 'l1OwnerId', 'holderChannelId'] as const) {
    const value = query.get(column);
    if (value === null) continue;
    conditions.push(`${column} = ?`);
    values.push(column === 'status' ? value : Number(value));
  }
  return listPage(pool, query, {
    where: conditions.join(' AND ') || '1 = 1',
    values,
    order: cardNo === null ? 'id DESC' : 'cardNo ASC',
  });
}

async function listPage(
  pool: Pool,
  query: URLSearchParams,
  list: { where: string; values: readonly Value[]; order: string },
): Promise<unknown> {
  const pageSize = Number(query.get('pageSize') ?? 20);
  const offset = (Number(query.get('page') ?? 1) - 1) * pageSize;
  const [counted] = await select<{ total: number }>(
    pool,
    `SELECT COUNT(*) AS total FROM card WHERE ${list.where}`,
    list.values,
  );
  // Ids first: an index alone answers that, and only the rows of this page are read whole.
  const found = await select<{ id: number }>(
    pool,
    `SELECT id FROM card WHERE ${list.where} ORDER BY ${list.order} LIMIT ? OFFSET ?`,
    [...list.values, pageSize, offset],
  );
  const ids = found.map((row) => row.id);
  const rows =
    ids.length === 0
      ? []
      : await select<CardRow>(pool, `SELECT ${cardColumns} FROM card WHERE id IN (?)`, [ids]);
  const cardById = new Map(rows.map((row) => [row.id, row]));
  const cards = ids.flatMap((id) => cardById.get(id) ?? []);
  return { items: await toCardViews(pool, cards), total: counted?.total ?? 0 };
}

async function toCardViews(pool: Pool, cards: readonly CardRow[]) {
  const products = await namesOf(
    pool,
    productNames,
    cards.map((card) => card.productId),
  );
  const channels = await channelRefs(
    pool,
    cards.flatMap((card) => [card.holderChannelId, card.l1OwnerId]),
  );
  const members = await namesOf(
    pool,
    memberNames,
    cards.map((card) => card.memberId),
  );
  const numbers = await documentNumbers(
    pool,
    cards.flatMap((card) => refOf(card.lockDocumentKind, card.lockDocumentId) ?? []),
  );
  return cards.map((card) => {
    const lock = refOf(card.lockDocumentKind, card.lockDocumentId);
    return {
      id: card.id,
      cardNo: card.cardNo,
      kind: card.kind,
      product: { id: card.productId, name: products.get(card.productId) },
      status: card.status,
      holder: holderOf(card, channels, members),
      l1Owner: card.l1OwnerId === null ? null : channels.get(card.l1OwnerId),
      lockedBy: lock && { ...lock, number: numbers.get(`${lock.kind}:${lock.id}`) },
      receivedAt: isoOrNull(card.receivedAt),
      activatedAt: isoOrNull(card.activatedAt),
      expiresAt: isoOrNull(card.expiresAt),
    };
  });
}

async function toMovementViews(pool: Pool, movements: readonly MovementRow[]) {
  const channels = await channelRefs(
    pool,
    movements.map((movement) => movement.holderChannelId),
  );
  const members = await namesOf(
    pool,
    memberNames,
    movements.map((movement) => movement.memberId),
  );
  const numbers = await documentNumbers(
    pool,
    movements.flatMap((movement) => refOf(movement.documentKind, movement.documentId) ?? []),
  );
  return movements.map((movement) => {
    const document = refOf(movement.documentKind, movement.documentId);
    return {
      id: movement.id,
      action: actionNames[movement.action],
      fromStatus: movement.fromStatus,
      toStatus: movement.toStatus,
      holderName: holderOf(movement, channels, members).name,
      document: document && { ...document, number: numbers.get(`${document.kind}:${document.id}`) },
      actorName: movement.actorName,
      note: movement.note,
      at: toIso(movement.at),
    };
  });
}

function holderOf(held: Held, channels: Map<number, ChannelRef>, members: Map<number, string>) {
  if (held.holderKind === 'member' && held.memberId !== null) {
    return { kind: 'member', id: held.memberId, name: members.get(held.memberId) };
  }
  return held.holderChannelId === null
    ? { kind: 'platform', id: null, name: '平台' }
    : { kind: 'channel', id: held.holderChannelId, name: channels.get(held.holderChannelId)?.name };
}

function refOf(kind: string | null, id: number | null): DocumentRef | null {
  return kind === null || id === null ? null : { kind, id };
}
