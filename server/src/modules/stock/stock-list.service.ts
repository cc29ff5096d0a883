import { toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import type {
  stockAdminContract,
  StockAdjustmentView,
  StockMovementView,
  StockRow,
} from '@lakeside/shared/stock/stock.contract';
import { stockError } from '@lakeside/shared/stock/stock.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, Not, type FindOptionsWhere } from 'typeorm';
import { CatalogService } from '../catalog/catalog.service';
import { DocumentService } from '../document/document.service';
import { StockAdjustment } from './entities/stock-adjustment.entity';
import { StockMovement } from './entities/stock-movement.entity';
import { platformPlaceId, Stock } from './entities/stock.entity';
import { StockPlaces } from './stock-places';

type ListQuery = ParsedInput<typeof stockAdminContract.listStock>['query'];
type MovementQuery = ParsedInput<typeof stockAdminContract.listStockMovements>['query'];

/** More articles than one name can match in any real catalogue; a bound for the IN list. */
const searchLimit = 500;
/** A store sells some dozens of articles; a bound for a list without pages. */
const ownStockLimit = 500;

/** Reads stock and its movements. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StockListService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly places: StockPlaces;

  /** Stock by place and article, the platform first (AD-158). */
  async listStock(query: ListQuery): Promise<Page<StockRow>> {
    const where: FindOptionsWhere<Stock> = {};
    if (query.place === 'platform') where.placeChannelId = platformPlaceId;
    if (query.place === 'stores') where.placeChannelId = Not(platformPlaceId);
    if (query.channelId !== undefined) where.placeChannelId = query.channelId;
    if (query.search) where.skuId = In(await this.catalog.findSkuIds(query.search, searchLimit));
    const [rows, total] = await this.dataSource.getRepository(Stock).findAndCount({
      where,
      order: { placeChannelId: 'ASC', skuId: 'ASC' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    });
    return { items: await this.toViews(rows), total };
  }

  /** What one store has on hand. */
  async listOfStore(channelId: number): Promise<StockRow[]> {
    const rows = await this.dataSource
      .getRepository(Stock)
      .find({ where: { placeChannelId: channelId }, order: { skuId: 'ASC' }, take: ownStockLimit });
    return this.toViews(rows);
  }

  /** Throws ADJUSTMENT_NOT_FOUND. */
  async requireAdjustment(id: number): Promise<StockAdjustmentView> {
    const row = await this.dataSource.getRepository(StockAdjustment).findOneBy({ id });
    if (!row) throw stockError('ADJUSTMENT_NOT_FOUND');
    const { number, delta, note, placeChannelId, skuId } = row;
    const place = (await this.places.byPlaceId([placeChannelId])).get(placeChannelId);
    const sku = await this.catalog.requireSku(null, skuId);
    if (!place) throw new Error(`adjustment ${number} is of a place that does not exist`);
    const steps = await this.documents.stepsOf('stockAdjustment', id);
    return { id, number, delta, note, place, sku, steps, createdAt: toIso(row.createdAt) };
  }

  /** Every change of one article at one place, newest first (AD-159). */
  async listMovements(query: MovementQuery): Promise<Page<StockMovementView>> {
    const [rows, total] = await this.dataSource.getRepository(StockMovement).findAndCount({
      where: { placeChannelId: query.channelId ?? platformPlaceId, skuId: query.skuId },
      order: { id: 'DESC' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    });
    return { items: rows.map(toMovementView), total };
  }

  private async toViews(rows: readonly Stock[]): Promise<StockRow[]> {
    const skus = await this.catalog.skusByIds(rows.map((row) => row.skuId));
    const places = await this.places.byPlaceId([...new Set(rows.map((row) => row.placeChannelId))]);
    return rows.flatMap(({ placeChannelId, skuId, onHand, reserved }) => {
      const place = places.get(placeChannelId);
      const sku = skus.get(skuId);
      return place && sku ? [{ place, sku, onHand, reserved, available: onHand - reserved }] : [];
    });
  }
}

function toMovementView(row: StockMovement): StockMovementView {
  const { id, kind, onHandDelta, reservedDelta, documentNumber, note, actorName } = row;
  return { id, kind, onHandDelta, reservedDelta, documentNumber, note, actorName, at: toIso(row.createdAt) };
}
