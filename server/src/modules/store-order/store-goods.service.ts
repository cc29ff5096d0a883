import type { PackageItem } from '@lakeside/shared/catalog/catalog.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { applyRate } from '@lakeside/shared/kernel/money';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { storeOrderError } from '@lakeside/shared/store-order/store-order.errors';
import type {
  StoreCategory,
  StoreFavourite,
  StoreGoods,
  StoreGoodsDetail,
  storeShopContract,
} from '@lakeside/shared/store-order/store-shop.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { ChannelActor } from '../../platform/http/actor';
import { CatalogService, type PackageRecord } from '../catalog/catalog.service';
import { type ChannelRecord, ChannelService } from '../channel/channel.service';
import { StockService } from '../stock/stock.service';
import { StoreFavouriteRow } from './entities/store-favourite.entity';

type GoodsQuery = ParsedInput<typeof storeShopContract.listStoreGoods>['query'];

const maxFavourites = 200;

/** A package a store wants, with what the catalog and the warehouse say of it today. */
export interface OfferedGoods {
  readonly packageId: number;
  readonly quantity: number;
  readonly name: string;
  readonly pictureUrl: string | null;
  readonly isOnShelf: boolean;
  readonly retailPriceFen: number;
  readonly items: readonly PackageItem[];
}

/** What the platform offers its stores: packages on the shelf at the price of the store (CH-050 … CH-057). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreGoodsService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly stock: StockService;

  /** Both levels, each with something on the shelf (CH-050). */
  async listCategories(): Promise<StoreCategory[]> {
    const all = await this.catalog.listShelfCategoryTree('package');
    return all
      .filter((category) => category.parentId === null)
      .map(({ id, name }) => ({
        id,
        name,
        children: all
          .filter((child) => child.parentId === id)
          .map((child) => ({ id: child.id, name: child.name })),
      }));
  }

  async listGoods(actor: ChannelActor, query: GoodsQuery): Promise<Page<StoreGoods>> {
    const { items, total } = await this.catalog.listShelf({ ...query, kind: 'package' });
    return {
      items: await this.toGoods(
        actor,
        items.map(({ offer }) => offer),
      ),
      total,
    };
  }

  /** Throws STORE_GOODS_NOT_FOUND, also for what is off the shelf. */
  async getGoods(actor: ChannelActor, id: number): Promise<StoreGoodsDetail> {
    const found = (await this.catalog.packagesByIds([id])).get(id);
    if (found?.status !== 'onShelf') throw storeOrderError('STORE_GOODS_NOT_FOUND');
    const [goods] = await this.toGoods(actor, [found]);
    if (!goods) throw new Error('one package gives one view');
    const where = { channelId: actor.channelId, packageId: id };
    const isFavourite = await this.dataSource.getRepository(StoreFavouriteRow).existsBy(where);
    return { ...goods, pictureUrls: [...found.pictureUrls], detail: found.detail, isFavourite };
  }

  /** Throws STORE_GOODS_NOT_FOUND for what is off the shelf, STORE_FAVOURITES_FULL. Again changes nothing (CH-057). */
  async setFavourite(
    actor: ChannelActor,
    input: { id: number; isFavourite: boolean },
  ): Promise<{ isFavourite: boolean }> {
    const { id: packageId, isFavourite } = input;
    const { channelId } = actor;
    return this.transactions.run(actor, async (tx) => {
      if (!isFavourite) {
        await tx.delete(StoreFavouriteRow, { channelId, packageId });
        return { isFavourite };
      }
      await this.channels.lockChannel(tx, channelId);
      const found = (await this.catalog.packagesByIds([packageId], tx)).get(packageId);
      if (found?.status !== 'onShelf') throw storeOrderError('STORE_GOODS_NOT_FOUND');
      if (await tx.existsBy(StoreFavouriteRow, { channelId, packageId })) return { isFavourite };
      if ((await tx.countBy(StoreFavouriteRow, { channelId })) >= maxFavourites) {
        throw storeOrderError('STORE_FAVOURITES_FULL', { limit: maxFavourites });
      }
      await insertInChunks(tx, StoreFavouriteRow, [{ channelId, packageId, createdAt: this.clock.now() }]);
      return { isFavourite };
    });
  }

  async listFavourites(actor: ChannelActor, query: PageQuery): Promise<Page<StoreFavourite>> {
    const [rows, total] = await this.dataSource.getRepository(StoreFavouriteRow).findAndCount({
      where: { channelId: actor.channelId },
      order: { id: 'DESC' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    });
    const packages = await this.catalog.packagesByIds(rows.map((row) => row.packageId));
    const known = rows.flatMap((row) => packages.get(row.packageId) ?? []);
    const goods = await this.toGoods(actor, known);
    const items = goods.map((each, index) => ({
      goods: each,
      isAvailable: known[index]?.status === 'onShelf',
    }));
    return { items, total };
  }

  /** The wished packages in their order, those off the shelf included. Throws STORE_GOODS_NOT_FOUND for unknown ones. */
  async offered(
    tx: Tx | null,
    wishes: readonly { packageId: number; quantity: number }[],
  ): Promise<OfferedGoods[]> {
    const ids = wishes.map((wish) => wish.packageId);
    const packages = await this.catalog.packagesByIds(ids, tx);
    const items = await this.catalog.packageItemsByIds(ids, tx);
    return wishes.map(({ packageId, quantity }) => {
      const found = packages.get(packageId);
      if (!found) throw storeOrderError('STORE_GOODS_NOT_FOUND');
      const { name, pictureUrl, retailPriceFen } = found;
      const isOnShelf = found.status === 'onShelf';
      return {
        packageId,
        quantity,
        name,
        pictureUrl,
        isOnShelf,
        retailPriceFen,
        items: items.get(packageId) ?? [],
      };
    });
  }

  /** Why each of the wished packages cannot be ordered together with the others, by package; fine ones are absent. */
  async problemsOf(tx: Tx | null, goods: readonly OfferedGoods[]): Promise<Map<number, string>> {
    const free = await this.freeBySku(
      tx,
      goods.map((each) => each.items),
    );
    const problems = new Map<number, string>();
    for (const { packageId, isOnShelf, quantity, items } of goods) {
      if (!isOnShelf) {
        problems.set(packageId, '已下架');
        continue;
      }
      const isShort = items.some((item) => (free.get(item.skuId) ?? 0) < item.quantity * quantity);
      if (isShort) problems.set(packageId, '库存不足');
      else
        for (const item of items)
          free.set(item.skuId, (free.get(item.skuId) ?? 0) - item.quantity * quantity);
    }
    return problems;
  }

  /** The store that orders, as it stands. */
  store(tx: Tx | null, actor: ChannelActor): Promise<ChannelRecord> {
    return this.channels.requireActiveChannel(tx, actor.channelId);
  }

  private async toGoods(actor: ChannelActor, offers: readonly PackageRecord[]): Promise<StoreGoods[]> {
    const { rateBp } = await this.store(null, actor);
    const items = await this.catalog.packageItemsByIds(offers.map((offer) => offer.id));
    const categories = await this.catalog.namesOfCategories(offers.map((offer) => offer.categoryId));
    const free = await this.freeBySku(null, [...items.values()]);
    return offers.map((offer) => {
      const inside = items.get(offer.id) ?? [];
      const stockLeft = piecesLeft(inside, free);
      return {
        id: offer.id,
        name: offer.name,
        categoryName: offer.categoryId === null ? null : (categories.get(offer.categoryId) ?? null),
        pictureUrl: offer.pictureUrl,
        retailPriceFen: offer.retailPriceFen,
        storePriceFen: applyRate(offer.retailPriceFen, rateBp),
        items: inside,
        soldCount: offer.soldCount,
        stockLeft,
        isSoldOut: stockLeft === 0,
      };
    });
  }

  private async freeBySku(
    tx: Tx | null,
    itemLists: readonly (readonly PackageItem[])[],
  ): Promise<Map<number, number>> {
    const skuIds = new Set(itemLists.flat().map((item) => item.skuId));
    const free = skuIds.size === 0 ? null : (await this.stock.availability(tx, [...skuIds])).get(null);
    return new Map(free);
  }
}

function piecesLeft(items: readonly PackageItem[], free: ReadonlyMap<number, number>): number {
  if (items.length === 0) return 0;
  const left = items.map((item) => Math.floor((free.get(item.skuId) ?? 0) / item.quantity));
  return Math.max(0, Math.min(...left));
}
