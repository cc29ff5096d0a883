import type { Pool, PoolConnection } from 'mysql2/promise';
import { nextNumber } from './document-number';
import { once } from './idempotency';
import { addStep, recordAudit, stepsOf } from './records';
import { Refusal } from './refusal';
import type { Asking } from './session';
import { select, write } from './sql';
import { addDays, atHour, toDay, toIso } from './time';

/** One package from stock; the measured call asks for nothing else. */
export interface PlaceInput {
  readonly lines: readonly [
    {
      readonly kind: 'package';
      readonly id: number;
      readonly quantity: number;
      readonly unitPriceFen: number;
    },
  ];
  readonly addressId: number;
  readonly payableFen: number;
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

interface PackageRow {
  readonly name: string;
  readonly pictureUrl: string | null;
  readonly status: string;
  readonly retailPriceFen: number;
  readonly settlementPriceFen: number | null;
  readonly serviceSubsidyFen: number;
  readonly levelId: number;
  readonly rateBp: number;
  readonly channelId: number | null;
  readonly staffId: number | null;
}

interface Item {
  readonly skuId: number;
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly quantity: number;
}

interface Rules {
  readonly deliveryLeadDays: number;
  readonly deliveryCutoffHour: number;
  readonly payMinutes: number;
}

interface Placing extends Asking {
  readonly input: PlaceInput;
  readonly address: AddressRow;
  readonly rules: Rules;
  readonly number: string;
  readonly now: Date;
}

const documentKind = 'purchase';
const defaultRules: Rules = { deliveryLeadDays: 2, deliveryCutoffHour: 18, payMinutes: 30 };

/** `POST /api/member/purchases`. */
export async function placeOrder(pool: Pool, { actor, ctx }: Asking, input: PlaceInput): Promise<string> {
  const now = new Date();
  const [address] = await select<AddressRow>(
    pool,
    'SELECT name, phone, province, city, district, detail, location FROM member_address WHERE id = ? AND memberId = ?',
    [input.addressId, actor.id],
  );
  if (!address) throw new Refusal(404, 'ADDRESS_NOT_FOUND');
  const [settings] = await select<{ value: string }>(pool, 'SELECT value FROM settings WHERE id = 1');
  const rules: Rules = { ...defaultRules, ...(settings ? (JSON.parse(settings.value) as Rules) : {}) };
  const freight = await select(pool, 'SELECT id FROM freight_template WHERE isDefault = TRUE');
  if (freight.length > 0) throw new Refusal(500, 'FREIGHT_IS_NOT_MEASURED');
  const number = await nextNumber(pool, 'DD', toDay(now));
  const call = { endpoint: 'POST /api/member/purchases', actor, ctx, input };
  return once(pool, call, (tx) => place(tx, { actor, ctx, input, address, rules, number, now }));
}

async function place(tx: PoolConnection, placing: Placing): Promise<unknown> {
  const { actor, ctx, input, number, now } = placing;
  const [line] = input.lines;
  const [offer] = await select<PackageRow>(
    tx,
    `SELECT offer.name, offer.pictureUrl, offer.status, offer.retailPriceFen, offer.settlementPriceFen,
            offer.serviceSubsidyFen, level.id AS levelId, level.rateBp, member.channelId, member.staffId
     FROM package offer, member JOIN member_level level ON level.id = member.levelId
     WHERE offer.id = ? AND member.id = ?`,
    [line.id, actor.id],
  );
  if (!offer || offer.status !== 'onShelf') throw new Refusal(409, 'OFFER_OFF_SHELF');
  const unitPriceFen = Math.round((offer.retailPriceFen * offer.rateBp) / 10_000);
  if (unitPriceFen !== line.unitPriceFen || unitPriceFen * line.quantity !== input.payableFen)
    throw new Refusal(409, 'PRICE_CHANGED');
  const deliveryDay = earliestDay(placing);
  const id = await insertOrder(tx, placing, { offer, deliveryDay });
  await insertPurchase(tx, placing, { id, offer });
  const items = await insertItems(tx, id, line);
  await write(tx, 'INSERT INTO document (kind, documentId, number, createdAt) VALUES (?, ?, ?, ?)', [
    documentKind,
    id,
    number,
    now,
  ]);
  await addStep(tx, actor, { kind: documentKind, id, action: '提交订单', note: null, at: now });
  const after = { payableFen: input.payableFen };
  const audited = { action: 'order.placePurchase', kind: 'order', id, label: number, after, at: now };
  await recordAudit(tx, { actor, ctx }, audited);
  const steps = await stepsOf(tx, documentKind, id);
  await holdStock(tx, placing, { id, items });
  return detailOf(placing, { id, offer, items, deliveryDay, steps });
}

function earliestDay({ rules, now }: Placing): string {
  const today = toDay(now);
  const isLate = now >= atHour(today, rules.deliveryCutoffHour);
  return addDays(today, rules.deliveryLeadDays + (isLate ? 1 : 0));
}

async function insertOrder(
  tx: PoolConnection,
  { actor, input, address, rules, number, now }: Placing,
  { offer, deliveryDay }: { offer: PackageRow; deliveryDay: string },
): Promise<number> {
  const [line] = input.lines;
  const location =
    address.location === null
      ? null
      : (JSON.parse(address.location) as { latitude: number; longitude: number });
  const row = {
    kind: documentKind,
    number,
    status: 'toPay',
    memberId: actor.id,
    packageId: line.id,
    title: offer.name,
    pictureUrl: offer.pictureUrl,
    quantity: line.quantity,
    retailPriceFen: 0,
    serviceSubsidyFen: 0,
    receiverName: address.name,
    receiverPhone: address.phone,
    receiverProvince: address.province,
    receiverCity: address.city,
    receiverDistrict: address.district,
    receiverDetail: address.detail,
    receiverLatitudeE6: location && Math.round(location.latitude * 1_000_000),
    receiverLongitudeE6: location && Math.round(location.longitude * 1_000_000),
    deliveryDay,
    payUntil: new Date(now.getTime() + rules.payMinutes * 60_000),
    createdAt: now,
  };
  const columns = Object.keys(row).join(', ');
  const { insertId } = await write(tx, `INSERT INTO \`order\` (${columns}) VALUES (?)`, [Object.values(row)]);
  return insertId;
}

/** Prices and channels as they are today. */
async function insertPurchase(
  tx: PoolConnection,
  { input }: Placing,
  { id, offer }: { id: number; offer: PackageRow },
): Promise<void> {
  const [line] = input.lines;
  const above = await channelsAbove(tx, offer.channelId);
  const channels = above.map(({ status, ...channel }) => ({ ...channel, isClosed: status === 'closed' }));
  await write(
    tx,
    `INSERT INTO order_purchase (orderId, freightFen, payableFen, paidFen, refundedFen, memberLevelId, memberRateBp, channels,
                                 staffId)
     VALUES (?, 0, ?, 0, 0, ?, ?, ?, ?)`,
    [id, input.payableFen, offer.levelId, offer.rateBp, JSON.stringify(channels), offer.staffId],
  );
  await write(
    tx,
    `INSERT INTO order_line (orderId, offerKind, offerId, packageId, title, pictureUrl, quantity, retailPriceFen, unitPriceFen,
                             settlementPriceFen, serviceSubsidyFen, soldByDay, dayPlaces, heldCards)
     VALUES (?, 'package', ?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE, 0, 0)`,
    [
      id,
      line.id,
      line.id,
      offer.name,
      offer.pictureUrl,
      line.quantity,
      offer.retailPriceFen,
      line.unitPriceFen,
      offer.settlementPriceFen,
      offer.serviceSubsidyFen,
    ],
  );
}

/** The channels above a member, from the top, in one statement: three levels at most. */
function channelsAbove(tx: PoolConnection, channelId: number | null) {
  return select<{ channelId: number; level: number; rateBp: number; status: string }>(
    tx,
    `SELECT above.id AS channelId, above.level, above.rateBp, above.status FROM channel own
     LEFT JOIN channel parent ON parent.id = own.parentId
     JOIN channel above ON above.id IN (own.id, parent.id, parent.parentId)
     WHERE own.id = ? ORDER BY above.level`,
    [channelId],
  );
}

/** Kept from stock already, as they will be at the end of the transaction. */
async function insertItems(
  tx: PoolConnection,
  orderId: number,
  line: PlaceInput['lines'][0],
): Promise<Item[]> {
  const each = await select<Item>(
    tx,
    `SELECT sku.id AS skuId, sku.name, sku.spec, sku.unit, item.quantity
     FROM package_item item JOIN sku ON sku.id = item.skuId WHERE item.packageId = ? ORDER BY item.id`,
    [line.id],
  );
  const items = each.map((item) => ({ ...item, quantity: item.quantity * line.quantity }));
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
        quantity,
        quantity,
      ]),
    ],
  );
  return items;
}

/** Last: everybody who buys these goods queues for their rows. */
async function holdStock(
  tx: PoolConnection,
  { actor, number, now }: Placing,
  { id, items }: { id: number; items: readonly Item[] },
): Promise<void> {
  const found = await select<{ id: number; skuId: number; free: number }>(
    tx,
    `SELECT id, skuId, onHand - reserved AS free FROM stock WHERE placeChannelId = 0 AND skuId IN (?) ORDER BY id FOR UPDATE`,
    [items.map((item) => item.skuId)],
  );
  for (const { skuId, quantity } of items) {
    const row = found.find((stock) => stock.skuId === skuId);
    if (!row || row.free < quantity) throw new Refusal(409, 'STOCK_SHORT');
    await write(tx, 'UPDATE stock SET reserved = reserved + ? WHERE id = ?', [quantity, row.id]);
  }
  await write(
    tx,
    `INSERT INTO stock_movement (placeChannelId, skuId, kind, onHandDelta, reservedDelta, documentKind, documentId,
                                 documentNumber, note, actorName, createdAt)
     VALUES ?`,
    [
      items.map(({ skuId, quantity }) => [
        0,
        skuId,
        'reservation',
        0,
        quantity,
        documentKind,
        id,
        number,
        null,
        actor.name,
        now,
      ]),
    ],
  );
}

function detailOf(
  { input, address, rules, number, now }: Placing,
  order: { id: number; offer: PackageRow; items: readonly Item[]; deliveryDay: string; steps: unknown },
): unknown {
  const { id, offer, items, deliveryDay, steps } = order;
  const [line] = input.lines;
  const { name, phone, province, city, district, detail } = address;
  return {
    id,
    kind: documentKind,
    number,
    status: 'toPay',
    title: offer.name,
    pictureUrl: offer.pictureUrl,
    cardNo: null,
    quantity: line.quantity,
    amountFen: input.payableFen,
    items: items.map((item) => ({ ...item, shippedQuantity: 0 })),
    receiver: { name, phone, province, city, district, detail },
    deliveryDay,
    remark: null,
    fulfiller: null,
    purchase: {
      lines: [
        {
          kind: 'package',
          offerId: line.id,
          title: offer.name,
          pictureUrl: offer.pictureUrl,
          quantity: line.quantity,
          retailPriceFen: offer.retailPriceFen,
          unitPriceFen: line.unitPriceFen,
        },
      ],
      freightFen: 0,
      payableFen: input.payableFen,
      paidFen: 0,
      refundedFen: 0,
      payUntil: toIso(new Date(now.getTime() + rules.payMinutes * 60_000)),
      paidAt: null,
    },
    createdAt: toIso(now),
    parcels: [],
    steps,
    refunds: [],
    packageId: line.id,
    reviewUntil: null,
    rescheduleUntil: null,
  };
}
