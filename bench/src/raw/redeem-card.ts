import type { Pool, PoolConnection } from 'mysql2/promise';
import { nextNumber } from './document-number';
import { once } from './idempotency';
import { addNews, addStep, recordAudit, stepsOf } from './records';
import { Refusal } from './refusal';
import type { Asking } from './session';
import { select, write } from './sql';
import { addDays, atHour, toDay, toIso } from './time';

export interface RedeemInput {
  readonly cardId: number;
  readonly addressId: number;
  readonly deliveryDay: string;
  readonly remark: string | null;
}

interface AddressRow {
  readonly name: string;
  readonly phone: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly detail: string;
  readonly location: string | null;
}

interface CardRow {
  readonly id: number;
  readonly cardNo: string;
  readonly kind: string;
  readonly productId: number;
  readonly status: string;
  readonly holderKind: string;
  readonly holderChannelId: number | null;
  readonly memberId: number | null;
  readonly lockDocumentId: number | null;
  readonly expiresAt: Date | null;
}

interface ProductRow {
  readonly name: string;
  readonly packageId: number;
  readonly pictureUrl: string | null;
  readonly retailPriceFen: number;
  readonly settlementPriceFen: number | null;
  readonly serviceSubsidyFen: number;
}

interface Rules {
  readonly deliveryLeadDays: number;
  readonly deliveryCutoffHour: number;
  readonly deliveryHorizonDays: number;
}

interface Redemption extends Asking {
  readonly input: RedeemInput;
  readonly address: AddressRow;
  readonly rules: Rules;
  readonly number: string;
  readonly now: Date;
}

const documentKind = 'redemption';
const defaultRules: Rules = { deliveryLeadDays: 2, deliveryCutoffHour: 18, deliveryHorizonDays: 90 };

/** `POST /api/member/redemptions`. */
export async function redeemCard(pool: Pool, { actor, ctx }: Asking, input: RedeemInput): Promise<string> {
  const now = new Date();
  const [address] = await select<AddressRow>(
    pool,
    'SELECT name, phone, province, city, district, detail, location FROM member_address WHERE id = ? AND memberId = ?',
    [input.addressId, actor.id],
  );
  if (!address) throw new Refusal(404, 'ADDRESS_NOT_FOUND');
  const [settings] = await select<{ value: string }>(pool, 'SELECT value FROM settings WHERE id = 1');
  const rules: Rules = { ...defaultRules, ...(settings ? (JSON.parse(settings.value) as Rules) : {}) };
  const number = await nextNumber(pool, 'TH', toDay(now));
  const redemption = { actor, ctx, input, address, rules, number, now };
  const call = { endpoint: 'POST /api/member/redemptions', actor, ctx, input };
  return once(pool, call, (tx) => redeem(tx, redemption));
}

async function redeem(tx: PoolConnection, redemption: Redemption): Promise<unknown> {
  const { actor, ctx, input, number, now } = redemption;
  const [card] = await select<CardRow>(tx, 'SELECT * FROM card WHERE id = ? ORDER BY id FOR UPDATE', [
    input.cardId,
  ]);
  assertMayUse(card, actor.id, now);
  const [product] = await select<ProductRow>(
    tx,
    `SELECT name, packageId, pictureUrl, retailPriceFen, settlementPriceFen, serviceSubsidyFen
     FROM card_product WHERE id = ?`,
    [card.productId],
  );
  if (!product) throw new Refusal(404, 'CARD_PRODUCT_NOT_FOUND');
  const id = await insertOrder(tx, redemption, { card, product });
  await useCard(tx, redemption, { card, orderId: id });
  const items = await insertItems(tx, id, product.packageId);
  await write(tx, 'INSERT INTO document (kind, documentId, number, createdAt) VALUES (?, ?, ?, ?)', [
    documentKind,
    id,
    number,
    now,
  ]);
  await addStep(tx, actor, { kind: documentKind, id, action: '提交提货', note: input.remark, at: now });
  const after = { cardNo: card.cardNo, deliveryDay: input.deliveryDay };
  const audited = { action: 'order.redeemCard', kind: 'order', id, label: number, after, at: now };
  await recordAudit(tx, { actor, ctx }, audited);
  await addNews(tx, [{ topic: 'order.placed', handler: 'TellOrderPlaced', payload: { orderId: id } }], now);
  const detail = await detailOf(tx, redemption, { id, card, product, items });
  await takeDay(tx, redemption, product.packageId);
  return detail;
}

function assertMayUse(card: CardRow | undefined, memberId: number, now: Date): asserts card is CardRow {
  if (card?.memberId !== memberId) throw new Refusal(404, 'CARD_NOT_YOURS');
  if (card.status !== 'active') throw new Refusal(409, 'CARD_USED');
  if (card.lockDocumentId !== null) throw new Refusal(409, 'CARD_LOCKED');
  if (card.expiresAt !== null && card.expiresAt <= now) throw new Refusal(409, 'CARD_EXPIRED');
}

async function insertOrder(
  tx: PoolConnection,
  redemption: Redemption,
  { card, product }: { card: CardRow; product: ProductRow },
): Promise<number> {
  const { actor, input, address, number, now } = redemption;
  const location = address.location === null ? null : (JSON.parse(address.location) as Location);
  const row = {
    kind: documentKind,
    number,
    status: 'toShip',
    memberId: actor.id,
    cardId: card.id,
    cardNo: card.cardNo,
    cardKind: card.kind,
    productId: card.productId,
    packageId: product.packageId,
    title: product.name,
    pictureUrl: product.pictureUrl,
    quantity: 1,
    retailPriceFen: product.retailPriceFen,
    settlementPriceFen: product.settlementPriceFen,
    serviceSubsidyFen: product.serviceSubsidyFen,
    receiverName: address.name,
    receiverPhone: address.phone,
    receiverProvince: address.province,
    receiverCity: address.city,
    receiverDistrict: address.district,
    receiverDetail: address.detail,
    receiverLatitudeE6: location && Math.round(location.latitude * 1_000_000),
    receiverLongitudeE6: location && Math.round(location.longitude * 1_000_000),
    deliveryDay: input.deliveryDay,
    remark: input.remark,
    createdAt: now,
  };
  const columns = Object.keys(row).join(', ');
  const { insertId } = await write(tx, `INSERT INTO \`order\` (${columns}) VALUES (?)`, [Object.values(row)]);
  return insertId;
}

interface Location {
  readonly latitude: number;
  readonly longitude: number;
}

async function useCard(
  tx: PoolConnection,
  { actor, now }: Redemption,
  { card, orderId }: { card: CardRow; orderId: number },
): Promise<void> {
  await write(tx, "UPDATE card SET status = 'used', usedAt = ? WHERE id = ?", [now, card.id]);
  await write(
    tx,
    `INSERT INTO card_movement (cardId, action, fromStatus, toStatus, holderKind, holderChannelId, memberId,
                                documentKind, documentId, actorName, note, at)
     VALUES (?, 'used', ?, 'used', ?, ?, ?, ?, ?, ?, NULL, ?)`,
    [
      card.id,
      card.status,
      card.holderKind,
      card.holderChannelId,
      card.memberId,
      documentKind,
      orderId,
      actor.name,
      now,
    ],
  );
}

interface Item {
  readonly skuId: number;
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly quantity: number;
}

async function insertItems(tx: PoolConnection, orderId: number, packageId: number): Promise<Item[]> {
  const items = await select<Item>(
    tx,
    `SELECT sku.id AS skuId, sku.name, sku.spec, sku.unit, item.quantity
     FROM package_item item JOIN sku ON sku.id = item.skuId WHERE item.packageId = ? ORDER BY item.id`,
    [packageId],
  );
  await write(
    tx,
    `INSERT INTO order_item (orderId, skuId, name, spec, unit, quantity, shippedQuantity, stockQuantity, heldQuantity)
     VALUES ?`,
    [
      items.map(({ skuId, name, spec, unit, quantity }) => [
        orderId,
        skuId,
        name,
        spec,
        unit,
        quantity,
        0,
        0,
        0,
      ]),
    ],
  );
  return items;
}

async function takeDay(
  tx: PoolConnection,
  { input, rules, now }: Redemption,
  packageId: number,
): Promise<void> {
  const today = toDay(now);
  const isLate = now >= atHour(today, rules.deliveryCutoffHour);
  const earliest = addDays(today, rules.deliveryLeadDays + (isLate ? 1 : 0));
  if (input.deliveryDay < earliest || input.deliveryDay > addDays(today, rules.deliveryHorizonDays)) {
    throw new Refusal(409, 'DELIVERY_DAY_CLOSED');
  }
  const { affectedRows } = await write(
    tx,
    `UPDATE delivery_day SET taken = taken + 1
     WHERE packageId = ? AND day = ? AND isClosed = FALSE AND taken < quota`,
    [packageId, input.deliveryDay],
  );
  if (affectedRows !== 1) throw new Refusal(409, 'DELIVERY_DAY_FULL');
}

async function detailOf(
  tx: PoolConnection,
  redemption: Redemption,
  order: { id: number; card: CardRow; product: ProductRow; items: readonly Item[] },
): Promise<unknown> {
  const { address, input, number, now, rules } = redemption;
  const { name, phone, province, city, district, detail } = address;
  const shipments = await select(tx, 'SELECT * FROM shipment WHERE orderId = ? ORDER BY id', [order.id]);
  const steps = await stepsOf(tx, documentKind, order.id);
  return {
    id: order.id,
    kind: documentKind,
    number,
    status: 'toShip',
    title: order.product.name,
    pictureUrl: order.product.pictureUrl,
    cardNo: order.card.cardNo,
    quantity: 1,
    amountFen: order.product.retailPriceFen,
    items: order.items.map((item) => ({ ...item, shippedQuantity: 0 })),
    receiver: { name, phone, province, city, district, detail },
    deliveryDay: input.deliveryDay,
    remark: input.remark,
    fulfiller: null,
    purchase: null,
    createdAt: toIso(now),
    parcels: shipments,
    steps,
    refunds: [],
    packageId: order.product.packageId,
    reviewUntil: null,
    rescheduleUntil: toIso(atHour(addDays(input.deliveryDay, -1), rules.deliveryCutoffHour)),
  };
}
