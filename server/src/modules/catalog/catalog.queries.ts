import type { CardForm, PackageItem as PackageItemView } from '@lakeside/shared/catalog/catalog.contract';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, type FindOptionsWhere, In } from 'typeorm';
import { contains, containsPattern, type Tx } from '../../platform/database/dialect';
import { CardProduct } from './entities/card-product.entity';
import { Category } from './entities/category.entity';
import { Package } from './entities/package.entity';
import { Sku } from './entities/sku.entity';

export interface OfferFilter extends PageQuery {
  search?: string | undefined;
  categoryId?: number | undefined;
  status?: 'onShelf' | 'offShelf' | undefined;
  isRecommended?: boolean | undefined;
  priceFromFen?: number | undefined;
  priceToFen?: number | undefined;
  isBinned: boolean;
  sort: 'newest' | 'sales' | 'priceUp' | 'priceDown';
}

const orders = {
  newest: ['id', 'DESC'],
  sales: ['soldCount', 'DESC'],
  priceUp: ['retailPriceFen', 'ASC'],
  priceDown: ['retailPriceFen', 'DESC'],
} as const;

/** Reads of the catalog. With a `tx` they see what it has written. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CatalogQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  manager(tx: Tx | null): EntityManager {
    return tx ?? this.dataSource.manager;
  }

  /** Articles whose name or size contains what was typed, by name. */
  async listSkus(filter: PageQuery & { search?: string | undefined }): Promise<Page<Sku>> {
    const query = this.dataSource.getRepository(Sku).createQueryBuilder('sku');
    if (filter.search) {
      const search = containsPattern(filter.search.trim());
      query.where(`(${contains('sku.name', 'search')} OR ${contains('sku.spec', 'search')})`, { search });
    }
    const [items, total] = await query
      .orderBy('sku.name')
      .addOrderBy('sku.spec')
      .skip((filter.page - 1) * filter.pageSize)
      .take(filter.pageSize)
      .getManyAndCount();
    return { items, total };
  }

  listCategories(kind: Category['kind'] | undefined): Promise<Category[]> {
    return this.dataSource
      .getRepository(Category)
      .find({ where: kind ? { kind } : {}, order: { sortOrder: 'ASC', id: 'ASC' } });
  }

  async listPackages(filter: OfferFilter): Promise<Page<Package>> {
    return this.listOffers(Package, filter);
  }

  async listCardProducts(filter: OfferFilter & { form?: CardForm | undefined }): Promise<Page<CardProduct>> {
    return this.listOffers(CardProduct, filter);
  }

  async categoriesByIds(tx: Tx | null, ids: readonly (number | null)[]): Promise<Map<number, Category>> {
    return byId(await this.findByIds(tx, Category, ids));
  }

  async skusByIds(tx: Tx | null, ids: readonly number[]): Promise<Map<number, Sku>> {
    return byId(await this.findByIds(tx, Sku, ids));
  }

  async packagesByIds(tx: Tx | null, ids: readonly number[]): Promise<Map<number, Package>> {
    return byId(await this.findByIds(tx, Package, ids));
  }

  async cardProductsByIds(tx: Tx | null, ids: readonly number[]): Promise<Map<number, CardProduct>> {
    return byId(await this.findByIds(tx, CardProduct, ids));
  }

  /** The articles of packages, by package, in the order they were entered. */
  async itemsByPackage(
    tx: Tx | null,
    packageIds: readonly number[],
  ): Promise<Map<number, PackageItemView[]>> {
    const ids = [...new Set(packageIds)];
    const byPackage = new Map(ids.map((id): [number, PackageItemView[]] => [id, []]));
    if (ids.length === 0) return byPackage;
    const rows: (PackageItemView & { packageId: number })[] = await this.manager(tx).query(
      `SELECT item.packageId, item.skuId, sku.name, sku.spec, sku.unit, item.quantity
       FROM package_item item JOIN sku ON sku.id = item.skuId
       WHERE item.packageId IN (${ids.map(() => '?').join(', ')}) ORDER BY item.id`,
      ids,
    );
    for (const { packageId, ...item } of rows) byPackage.get(packageId)?.push({ ...item });
    return byPackage;
  }

  /** The newest ones whose name contains what was typed, deleted ones too. */
  async idsByName(
    target: new () => Package | CardProduct,
    wanted: { search: string; limit: number },
  ): Promise<number[]> {
    const rows = await this.dataSource
      .getRepository(target)
      .createQueryBuilder('offer')
      .select('offer.id', 'id')
      .where(contains('offer.name', 'search'), { search: containsPattern(wanted.search.trim()) })
      .orderBy('offer.id', 'DESC')
      .limit(wanted.limit)
      .getRawMany<{ id: number }>();
    return rows.map((row) => Number(row.id));
  }

  private async listOffers<Offer extends Package | CardProduct>(
    target: new () => Offer,
    filter: OfferFilter & { form?: CardForm | undefined },
  ): Promise<Page<Offer>> {
    const query = this.dataSource.getRepository<Offer>(target).createQueryBuilder('offer');
    query.where(`offer.binnedAt IS ${filter.isBinned ? 'NOT NULL' : 'NULL'}`);
    if (filter.search) {
      query.andWhere(contains('offer.name', 'search'), { search: containsPattern(filter.search.trim()) });
    }
    const { categoryId, status, isRecommended, priceFromFen, priceToFen, form } = filter;
    if (categoryId) query.andWhere('offer.categoryId = :categoryId', { categoryId });
    if (status) query.andWhere('offer.status = :status', { status });
    if (form) query.andWhere('offer.form = :form', { form });
    if (isRecommended !== undefined)
      query.andWhere('offer.isRecommended = :isRecommended', { isRecommended });
    if (priceFromFen !== undefined) query.andWhere('offer.retailPriceFen >= :priceFromFen', { priceFromFen });
    if (priceToFen !== undefined) query.andWhere('offer.retailPriceFen <= :priceToFen', { priceToFen });
    const [column, direction] = orders[filter.sort];
    const [items, total] = await query
      .orderBy(`offer.${column}`, direction)
      .addOrderBy('offer.id', 'DESC')
      .skip((filter.page - 1) * filter.pageSize)
      .take(filter.pageSize)
      .getManyAndCount();
    return { items, total };
  }

  private async findByIds<Row extends Category | Package | CardProduct | Sku>(
    tx: Tx | null,
    target: new () => Row,
    ids: readonly (number | null)[],
  ): Promise<Row[]> {
    const wanted = [...new Set(ids)].filter((id): id is number => id !== null);
    if (wanted.length === 0) return [];
    const where = { id: In(wanted) } as FindOptionsWhere<Row>;
    return this.manager(tx).findBy(target, where);
  }
}

function byId<Row extends { id: number }>(rows: readonly Row[]): Map<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
