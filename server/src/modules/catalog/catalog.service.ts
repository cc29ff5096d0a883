import type {
  PackageItem as PackageItemView,
  Sku as SkuRecord,
} from '@lakeside/shared/catalog/catalog.contract';
import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import type { Fen } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/dialect';
import { CatalogQueries } from './catalog.queries';
import type { CardProduct } from './entities/card-product.entity';
import type { Package } from './entities/package.entity';

export interface PackageRecord {
  readonly id: number;
  readonly name: string;
  readonly categoryId: number | null;
  readonly pictureUrl: string | null;
  readonly detail: string | null;
  readonly retailPriceFen: Fen;
  /** What a store gets back for the goods; null means its own L1 price (rules.md, default 6). */
  readonly settlementPriceFen: Fen | null;
  readonly serviceSubsidyFen: Fen;
  readonly status: 'onShelf' | 'offShelf';
}

export interface CardProductRecord extends PackageRecord {
  readonly packageId: number;
  /** Months from activation until a card lapses. */
  readonly validityMonths: number;
}

/** One thing on the shelf as the member shop lists it. */
export type ShelfOffer =
  | { readonly kind: 'package'; readonly offer: PackageRecord }
  | { readonly kind: 'cardProduct'; readonly offer: CardProductRecord };

/** What other modules ask the catalog. Inside a transaction pass its `tx`. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CatalogService {
  @Inject() private readonly queries: CatalogQueries;

  /** Throws SKU_NOT_FOUND. */
  async requireSku(tx: Tx | null, id: number): Promise<SkuRecord> {
    const found = (await this.skusByIds([id], tx)).get(id);
    if (!found) throw catalogError('SKU_NOT_FOUND', { id });
    return found;
  }

  async skusByIds(ids: readonly number[], tx: Tx | null = null): Promise<Map<number, SkuRecord>> {
    const found = await this.queries.skusByIds(tx, ids);
    return new Map([...found].map(([id, { name, spec, unit }]) => [id, { id, name, spec, unit }]));
  }

  /** The ids of the first articles whose name or size contains what was typed. */
  async findSkuIds(search: string, limit: number): Promise<number[]> {
    const { items } = await this.queries.listSkus({ search, page: 1, pageSize: limit });
    return items.map((sku) => sku.id);
  }

  /** Throws PACKAGE_NOT_FOUND. Off-shelf packages are found too. */
  async requirePackage(tx: Tx | null, id: number): Promise<PackageRecord> {
    const found = (await this.queries.packagesByIds(tx, [id])).get(id);
    if (!found) throw catalogError('PACKAGE_NOT_FOUND', { id });
    return toPackageRecord(found);
  }

  /** Throws CARD_PRODUCT_NOT_FOUND. Off-shelf products are found too: their cards stay good. */
  async requireCardProduct(tx: Tx | null, id: number): Promise<CardProductRecord> {
    const found = (await this.queries.cardProductsByIds(tx, [id])).get(id);
    if (!found) throw catalogError('CARD_PRODUCT_NOT_FOUND', { id });
    return toCardProductRecord(found);
  }

  /** The articles of one package with their quantities; empty for an unknown package. */
  async packageItems(packageId: number, tx: Tx | null = null): Promise<PackageItemView[]> {
    return (await this.queries.itemsByPackage(tx, [packageId])).get(packageId) ?? [];
  }

  async packageItemsByIds(
    packageIds: readonly number[],
    tx: Tx | null = null,
  ): Promise<Map<number, PackageItemView[]>> {
    return this.queries.itemsByPackage(tx, packageIds);
  }

  async packagesByIds(ids: readonly number[], tx: Tx | null = null): Promise<Map<number, PackageRecord>> {
    const found = await this.queries.packagesByIds(tx, ids);
    return new Map([...found].map(([id, row]) => [id, toPackageRecord(row)]));
  }

  async cardProductsByIds(
    ids: readonly number[],
    tx: Tx | null = null,
  ): Promise<Map<number, CardProductRecord>> {
    const found = await this.queries.cardProductsByIds(tx, ids);
    return new Map([...found].map(([id, row]) => [id, toCardProductRecord(row)]));
  }

  async namesOfCardProducts(ids: readonly number[], tx: Tx | null = null): Promise<Map<number, string>> {
    const found = await this.queries.cardProductsByIds(tx, ids);
    return new Map([...found].map(([id, row]) => [id, row.name]));
  }

  async namesOfPackages(ids: readonly number[], tx: Tx | null = null): Promise<Map<number, string>> {
    const found = await this.queries.packagesByIds(tx, ids);
    return new Map([...found].map(([id, row]) => [id, row.name]));
  }

  async namesOfCategories(ids: readonly (number | null)[]): Promise<Map<number, string>> {
    const found = await this.queries.categoriesByIds(null, ids);
    return new Map([...found].map(([id, row]) => [id, row.name]));
  }

  /** What is on the shelf: packages first, then card products, newest first in each; `kind` narrows to one of them. */
  async listShelf(filter: {
    kind?: ShelfOffer['kind'] | undefined;
    page: number;
    pageSize: number;
  }): Promise<{ items: ShelfOffer[]; total: number }> {
    const { packages, cardProducts, total } = await this.queries.listShelf({
      packages: filter.kind !== 'cardProduct',
      cardProducts: filter.kind !== 'package',
      page: filter.page,
      pageSize: filter.pageSize,
    });
    const items: ShelfOffer[] = [
      ...packages.map((row) => ({ kind: 'package' as const, offer: toPackageRecord(row) })),
      ...cardProducts.map((row) => ({ kind: 'cardProduct' as const, offer: toCardProductRecord(row) })),
    ];
    return { items, total };
  }
}

function toPackageRecord(row: Package | CardProduct): PackageRecord {
  return {
    id: row.id,
    name: row.name,
    categoryId: row.categoryId,
    pictureUrl: row.pictureUrl,
    detail: row.detail,
    retailPriceFen: row.retailPriceFen,
    settlementPriceFen: row.settlementPriceFen,
    serviceSubsidyFen: row.serviceSubsidyFen,
    status: row.status,
  };
}

function toCardProductRecord(row: CardProduct): CardProductRecord {
  return { ...toPackageRecord(row), packageId: row.packageId, validityMonths: row.validityMonths };
}
