import type { PackageItem as PackageItemView } from '@lakeside/shared/catalog/catalog.contract';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In } from 'typeorm';
import { contains, containsPattern, type Tx } from '../../platform/database/dialect';
import { CardProduct } from './entities/card-product.entity';
import { Category } from './entities/category.entity';
import { Package } from './entities/package.entity';
import { PackageItem } from './entities/package-item.entity';
import { Sku } from './entities/sku.entity';

export interface OfferFilter extends PageQuery {
  search?: string | undefined;
  categoryId?: number | undefined;
  status?: 'onShelf' | 'offShelf' | undefined;
}

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

  async listCardProducts(filter: OfferFilter): Promise<Page<CardProduct>> {
    return this.listOffers(CardProduct, filter);
  }

  /** One page of the two shelves laid end to end, each newest first. */
  async listShelf(filter: PageQuery & { packages: boolean; cardProducts: boolean }) {
    const repositories = {
      packages: this.dataSource.getRepository(Package),
      cardProducts: this.dataSource.getRepository(CardProduct),
    };
    const onShelf = { status: 'onShelf' } as const;
    const packageCount = filter.packages ? await repositories.packages.countBy(onShelf) : 0;
    const cardProductCount = filter.cardProducts ? await repositories.cardProducts.countBy(onShelf) : 0;
    const start = (filter.page - 1) * filter.pageSize;
    const packageTake = Math.max(0, Math.min(filter.pageSize, packageCount - start));
    const cardProductTake = filter.cardProducts ? filter.pageSize - packageTake : 0;
    const order = { id: 'DESC' } as const;
    return {
      packages:
        packageTake > 0
          ? await repositories.packages.find({ where: onShelf, order, skip: start, take: packageTake })
          : [],
      cardProducts:
        cardProductTake > 0
          ? await repositories.cardProducts.find({
              where: onShelf,
              order,
              skip: Math.max(0, start - packageCount),
              take: cardProductTake,
            })
          : [],
      total: packageCount + cardProductCount,
    };
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
    const items = await this.manager(tx).find(PackageItem, {
      where: { packageId: In(ids) },
      order: { id: 'ASC' },
    });
    const skuById = byId(
      await this.findByIds(
        tx,
        Sku,
        items.map((item) => item.skuId),
      ),
    );
    for (const item of items) {
      const sku = skuById.get(item.skuId);
      if (sku) {
        const { name, spec, unit } = sku;
        byPackage.get(item.packageId)?.push({ skuId: sku.id, name, spec, unit, quantity: item.quantity });
      }
    }
    return byPackage;
  }

  private async listOffers<Offer extends Package | CardProduct>(
    target: new () => Offer,
    filter: OfferFilter,
  ): Promise<Page<Offer>> {
    const query = this.dataSource.getRepository<Offer>(target).createQueryBuilder('offer');
    if (filter.search) {
      query.andWhere(contains('offer.name', 'search'), { search: containsPattern(filter.search.trim()) });
    }
    if (filter.categoryId)
      query.andWhere('offer.categoryId = :categoryId', { categoryId: filter.categoryId });
    if (filter.status) query.andWhere('offer.status = :status', { status: filter.status });
    const [items, total] = await query
      .orderBy('offer.id', 'DESC')
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
    return this.manager(tx)
      .getRepository<Row>(target)
      .createQueryBuilder('row')
      .where('row.id IN (:...wanted)', { wanted })
      .getMany();
  }
}

function byId<Row extends { id: number }>(rows: readonly Row[]): Map<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
