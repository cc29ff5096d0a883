import type { Pool } from 'mysql2/promise';
import { Refusal } from './refusal';
import type { Actor } from './session';
import { select } from './sql';

interface OfferRow {
  readonly id: number;
  readonly name: string;
  readonly pictureUrl: string | null;
  readonly pictureUrls: string | null;
  readonly videoUrl: string | null;
  readonly detail: string | null;
  readonly retailPriceFen: number;
  readonly isRecommended: number;
  readonly soldCount: number;
  readonly categoryName: string | null;
  /** Null for a package that is sold from stock. */
  readonly supply: number | null;
}

interface ItemRow {
  readonly packageId: number;
  readonly skuId: number;
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly quantity: number;
  readonly free: number;
}

const offerColumns = `offer.id, offer.name, offer.pictureUrl, offer.pictureUrls, offer.videoUrl, offer.detail,
  offer.retailPriceFen, offer.isRecommended, offer.soldCount, category.name AS categoryName, supply.supply`;
const offerTables = `package offer
  LEFT JOIN category ON category.id = offer.categoryId
  LEFT JOIN package_supply supply ON supply.packageId = offer.id AND supply.supply > 0`;
const orders: Readonly<Record<string, string>> = {
  recommended: 'offer.isRecommended DESC, offer.id DESC',
  priceUp: 'offer.retailPriceFen, offer.id DESC',
};

/** `GET /api/member/offers?kind=package`, with what the shop shows unless it was told otherwise. */
export async function listOffers(pool: Pool, actor: Actor, query: URLSearchParams): Promise<unknown> {
  const pageSize = Number(query.get('pageSize') ?? 20);
  const offset = (Number(query.get('page') ?? 1) - 1) * pageSize;
  const rows = await select<OfferRow>(
    pool,
    `SELECT ${offerColumns} FROM ${offerTables} WHERE offer.status = 'onShelf'
     ORDER BY ${orders[query.get('sort') ?? ''] ?? 'offer.id'} LIMIT ? OFFSET ?`,
    [pageSize, offset],
  );
  const [counted] = await select<{ total: number }>(
    pool,
    "SELECT COUNT(*) AS total FROM package WHERE status = 'onShelf'",
  );
  return { items: await toOffers(pool, actor, rows), total: counted?.total ?? 0 };
}

/** `GET /api/member/offers/package/:id`. */
export async function getOffer(pool: Pool, actor: Actor, id: number): Promise<unknown> {
  const [row] = await select<OfferRow>(
    pool,
    `SELECT ${offerColumns} FROM ${offerTables} WHERE offer.id = ? AND offer.status = 'onShelf'`,
    [id],
  );
  if (!row) throw new Refusal(404, 'PACKAGE_NOT_FOUND');
  const [offer] = await toOffers(pool, actor, [row]);
  const favourites = await select(
    pool,
    "SELECT id FROM favourite WHERE memberId = ? AND offerKind = 'package' AND offerId = ? LIMIT 1",
    [actor.id, id],
  );
  return {
    ...offer,
    pictureUrls: row.pictureUrls === null ? [] : (JSON.parse(row.pictureUrls) as string[]),
    videoUrl: row.videoUrl,
    detail: row.detail,
    isFavourite: favourites.length > 0,
  };
}

async function toOffers(pool: Pool, actor: Actor, rows: readonly OfferRow[]) {
  const [level] = await select<{ rateBp: number }>(
    pool,
    'SELECT level.rateBp FROM member JOIN member_level level ON level.id = member.levelId WHERE member.id = ?',
    [actor.id],
  );
  const [settings] = await select<{ value: string }>(pool, 'SELECT value FROM settings WHERE id = 1');
  const { showSales, showStock } = {
    showSales: true,
    showStock: true,
    ...(settings ? (JSON.parse(settings.value) as { showSales?: boolean; showStock?: boolean }) : {}),
  };
  const items = await itemsOf(pool, rows);
  return rows.map((row) => {
    const own = items.filter((item) => item.packageId === row.id);
    const left =
      row.supply === null
        ? Math.max(0, Math.min(...own.map(({ free, quantity }) => Math.floor(free / quantity))))
        : null;
    return {
      kind: 'package',
      id: row.id,
      name: row.name,
      categoryName: row.categoryName,
      pictureUrl: row.pictureUrl,
      retailPriceFen: row.retailPriceFen,
      memberPriceFen: Math.round((row.retailPriceFen * (level?.rateBp ?? 10_000)) / 10_000),
      items: own.map(({ packageId: _package, free: _free, ...item }) => item),
      isRecommended: row.isRecommended === 1,
      soldCount: showSales ? row.soldCount : null,
      stockLeft: showStock ? left : null,
      isSoldOut: left === 0,
    };
  });
}

/** What is in the packages, with how much of it lies free at the platform. */
async function itemsOf(pool: Pool, rows: readonly OfferRow[]): Promise<ItemRow[]> {
  if (rows.length === 0) return [];
  return select<ItemRow>(
    pool,
    `SELECT item.packageId, item.skuId, sku.name, sku.spec, sku.unit, item.quantity,
            COALESCE(stock.onHand - stock.reserved, 0) AS free
     FROM package_item item JOIN sku ON sku.id = item.skuId
     LEFT JOIN stock ON stock.skuId = item.skuId AND stock.placeChannelId = 0
     WHERE item.packageId IN (?) ORDER BY item.id`,
    [rows.map((row) => row.id)],
  );
}
