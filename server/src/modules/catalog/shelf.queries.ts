import type { ShelfSort } from '@lakeside/shared/catalog/catalog.member.contract';
import { OfferKind, offerKinds, type OfferRef } from '@lakeside/shared/catalog/offer-kind';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { containsPattern } from '../../platform/database/dialect';

export interface ShelfFilter extends PageQuery {
  kind?: OfferKind | undefined;
  categoryId?: number | undefined;
  search?: string | undefined;
  isRecommended?: boolean | undefined;
  sort: ShelfSort;
}

/** Where the offers of a kind are kept; all of them have the columns of the shelf. */
const shelfOf: Readonly<Record<OfferKind, string>> = {
  package: "package WHERE status = 'onShelf'",
  cardProduct: "card_product WHERE form = 'physical' AND status = 'onShelf'",
  eCard: "card_product WHERE form = 'electronic' AND status = 'onShelf'",
};

/** Kinds follow each other in their order where nothing else decides; newer offers come first. */
const orderOf: Readonly<Record<ShelfSort, string>> = {
  recommended: 'isRecommended DESC, place, id DESC',
  sales: 'soldCount DESC, place, id DESC',
  priceUp: 'retailPriceFen, place, id DESC',
  priceDown: 'retailPriceFen DESC, place, id DESC',
  newest: 'createdAt DESC, place, id DESC',
};

/** Reads of what is on the shelf, over all kinds of offers. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ShelfQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  async listShelf(filter: ShelfFilter): Promise<Page<OfferRef>> {
    const { kind, sort, page, pageSize } = filter;
    const { where, parameters } = shelfWhere(filter);
    const kinds = kind ? [kind] : offerKinds;
    const all = kinds.flatMap(() => parameters);
    const union = (columns: (kind: OfferKind) => string) =>
      kinds.map((each) => `SELECT ${columns(each)} FROM ${shelfOf[each]}${where}`).join(' UNION ALL ');
    const columns = (each: OfferKind) =>
      `'${each}' AS kind, ${offerKinds.indexOf(each)} AS place, id, isRecommended, soldCount, retailPriceFen, createdAt`;
    const items: OfferRef[] = await this.dataSource.query(
      `SELECT kind, id FROM (${union(columns)}) AS shelf ORDER BY ${orderOf[sort]} LIMIT ? OFFSET ?`,
      [...all, pageSize, (page - 1) * pageSize],
    );
    const counts: { n: number | string }[] = await this.dataSource.query(
      union(() => 'COUNT(*) AS n'),
      all,
    );
    return { items, total: counts.reduce((sum, { n }) => sum + Number(n), 0) };
  }

  /** The categories that something on the shelf is in. */
  async usedCategoryIds(): Promise<number[]> {
    const rows: { categoryId: number }[] = await this.dataSource.query(
      offerKinds
        .map((kind) => `SELECT DISTINCT categoryId FROM ${shelfOf[kind]} AND categoryId IS NOT NULL`)
        .join(' UNION '),
    );
    return rows.map((row) => row.categoryId);
  }
}

/** What narrows a shelf further; what is in the bin is off the shelf anyway. */
function shelfWhere({ categoryId, search, isRecommended }: ShelfFilter) {
  const conditions: string[] = [];
  const parameters: (string | number)[] = [];
  if (categoryId !== undefined) {
    conditions.push('categoryId IN (SELECT id FROM category WHERE id = ? OR parentId = ?)');
    parameters.push(categoryId, categoryId);
  }
  if (search) {
    conditions.push("name LIKE ? ESCAPE '!'");
    parameters.push(containsPattern(search));
  }
  if (isRecommended !== undefined) conditions.push(`isRecommended = ${isRecommended ? 1 : 0}`);
  return { where: conditions.map((condition) => ` AND ${condition}`).join(''), parameters };
}
