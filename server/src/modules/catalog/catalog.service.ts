import type {
  CardForm,
  PackageItem as PackageItemView,
  Sku as SkuRecord,
} from '@lakeside/shared/catalog/catalog.contract';
import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import type { OfferKind, OfferRef } from '@lakeside/shared/catalog/offer-kind';
import type { Fen } from '@lakeside/shared/kernel/money';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/dialect';
import { CatalogQueries } from './catalog.queries';
import { CardProduct } from './entities/card-product.entity';
import { Package } from './entities/package.entity';
import { type ShelfFilter, ShelfQueries } from './shelf.queries';

export interface PackageRecord {
  readonly id: number;
  readonly name: string;
  readonly categoryId: number | null;
  readonly pictureUrl: string | null;
  readonly pictureUrls: readonly string[];
  readonly videoUrl: string | null;
  /** Rich text. */
  readonly detail: string | null;
  readonly retailPriceFen: Fen;
  /** What a store gets back for the goods; null means its own L1 price (rules.md, default 6). */
  readonly settlementPriceFen: Fen | null;
  readonly serviceSubsidyFen: Fen;
  readonly status: 'onShelf' | 'offShelf';
  readonly isRecommended: boolean;
  readonly soldCount: number;
}

export interface CardProductRecord extends PackageRecord {
  readonly packageId: number;
  /** Months from activation until a card lapses. */
  readonly validityMonths: number;
  readonly form: CardForm;
  /** How many e-cards can still be sold; null for physical cards. */
  readonly stockLeft: number | null;
}

/** One thing on the shelf as the member shop lists it. */
export type ShelfOffer =
  | { readonly kind: 'package'; readonly offer: PackageRecord }
  | { readonly kind: 'cardProduct' | 'eCard'; readonly offer: CardProductRecord };

export interface CategoryRecord {
  readonly id: number;
  readonly kind: OfferKind;
  /** Null on the first level. */
  readonly parentId: number | null;
  readonly name: string;
  readonly sortOrder: number;
}

export interface NamedIds {
  readonly skuIds: number[];
  readonly packageIds: number[];
  readonly cardProductIds: number[];
}

/** What other modules ask the catalog. Inside a transaction pass its `tx`. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CatalogService {
  @Inject() private readonly queries: CatalogQueries;
  @Inject() private readonly shelf: ShelfQueries;

  /** Throws SKU_NOT_FOUND. */
  async requireSku(tx: Tx | null, id: number): Promise<SkuRecord> {
    const found = (await this.skusByIds([id], tx)).get(id);
    if (!found) throw catalogError('SKU_NOT_FOUND', { id });
    return found;
  }

  async skusByIds(ids: readonly number[], tx: Tx | null = null): Promise<Map<number, SkuRecord>> {
    const found = await this.queries.skusByIds(tx, ids);
    return new Map(
      [...found].map(([id, { name, spec, unit, alertStock }]) => [id, { id, name, spec, unit, alertStock }]),
    );
  }

  /** The ids of the first articles whose name or size contains what was typed. */
  async findSkuIds(search: string, limit: number): Promise<number[]> {
    const { items } = await this.queries.listSkus({ search, page: 1, pageSize: limit });
    return items.map((sku) => sku.id);
  }

  /** The ids of what has a name that contains what was typed, deleted things too: the first `limit` of each kind. */
  async findByName(search: string, limit: number): Promise<NamedIds> {
    return {
      skuIds: await this.findSkuIds(search, limit),
      packageIds: await this.queries.idsByName(Package, { search, limit }),
      cardProductIds: await this.queries.idsByName(CardProduct, { search, limit }),
    };
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

  /** A product whose numbers are printed. Throws CARD_PRODUCT_NOT_FOUND, PHYSICAL_CARD_ONLY. */
  async requirePhysicalProduct(tx: Tx | null, id: number): Promise<CardProductRecord> {
    const product = await this.requireCardProduct(tx, id);
    if (product.form !== 'physical') throw catalogError('PHYSICAL_CARD_ONLY', { name: product.name, id });
    return product;
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

  /** One page of the shelf, of all kinds or of one; a category brings what is in those below it. */
  async listShelf(filter: ShelfFilter): Promise<Page<ShelfOffer>> {
    const { items, total } = await this.shelf.listShelf(filter);
    const found = await this.offersByRefs(items);
    return { items: found, total };
  }

  /** Offers in the order they were asked for; those off the shelf are there too, unknown ones are not. */
  async offersByRefs(refs: readonly OfferRef[], tx: Tx | null = null): Promise<ShelfOffer[]> {
    const idsOf = (kind: OfferKind) => refs.filter((ref) => ref.kind === kind).map((ref) => ref.id);
    const packages = await this.packagesByIds(idsOf('package'), tx);
    const cardIds = [...idsOf('cardProduct'), ...idsOf('eCard')];
    const cardProducts = await this.cardProductsByIds(cardIds, tx);
    return refs.flatMap(({ kind, id }): ShelfOffer[] => {
      if (kind === 'package') {
        const offer = packages.get(id);
        return offer ? [{ kind, offer }] : [];
      }
      const offer = cardProducts.get(id);
      return offer && kindOf(offer) === kind ? [{ kind, offer }] : [];
    });
  }

  /** First-level categories with something on the shelf, also in those below them, in their order. */
  async listShelfCategories(kind: OfferKind | undefined): Promise<CategoryRecord[]> {
    return (await this.listShelfCategoryTree(kind)).filter((category) => category.parentId === null);
  }

  /** Categories of both levels with something on the shelf, in their order. */
  async listShelfCategoryTree(kind: OfferKind | undefined): Promise<CategoryRecord[]> {
    const used = new Set(await this.shelf.usedCategoryIds());
    const all = await this.queries.listCategories(kind);
    for (const { id, parentId } of all) if (parentId !== null && used.has(id)) used.add(parentId);
    return all.filter((category) => used.has(category.id));
  }

  /** Null when there is none. */
  async findCategory(tx: Tx | null, id: number): Promise<CategoryRecord | null> {
    return (await this.queries.categoriesByIds(tx, [id])).get(id) ?? null;
  }
}

function toPackageRecord(row: Package | CardProduct): PackageRecord {
  return {
    id: row.id,
    name: row.name,
    categoryId: row.categoryId,
    pictureUrl: row.pictureUrl,
    pictureUrls: row.pictureUrls ?? [],
    videoUrl: row.videoUrl,
    detail: row.detail,
    retailPriceFen: row.retailPriceFen,
    settlementPriceFen: row.settlementPriceFen,
    serviceSubsidyFen: row.serviceSubsidyFen,
    status: row.status,
    isRecommended: row.isRecommended,
    soldCount: row.soldCount,
  };
}

function toCardProductRecord(row: CardProduct): CardProductRecord {
  return {
    ...toPackageRecord(row),
    packageId: row.packageId,
    validityMonths: row.validityMonths,
    form: row.form,
    stockLeft: row.stockTotal === null ? null : Math.max(0, row.stockTotal - row.stockTaken),
  };
}

/** Which kind of offer a card product is in the shop. */
export function kindOf(product: { form: CardForm }): 'cardProduct' | 'eCard' {
  return product.form === 'physical' ? 'cardProduct' : 'eCard';
}
