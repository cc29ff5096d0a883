import type { ChannelRef } from '@lakeside/shared/channel/channel.contract';
import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { toIso } from '@lakeside/shared/kernel/date';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { storeOrderError } from '@lakeside/shared/store-order/store-order.errors';
import type {
  StoreAfterSale,
  StoreOrder,
  StoreOrderDetail,
  StoreShipment,
} from '@lakeside/shared/store-order/store-order.schemas';
import {
  StoreAfterSaleTurn,
  storeAfterSaleTurnStatuses,
  type StoreOrderTab,
  storeOrderTabStatuses,
  type StorePayWay,
} from '@lakeside/shared/store-order/store-order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../platform/clock';
import { contains, containsPattern, lockById } from '../../platform/database/dialect';
import type { Tx } from '../../platform/database/transaction';
import { numberPattern } from '../../platform/document-number/number-pattern';
import { ChannelService } from '../channel/channel.service';
import { type CarrierNames, CarrierService } from '../express/carrier.service';
import { DocumentService } from '../document/document.service';
import { SettingsService } from '../settings/settings.service';
import { afterSaleEnd } from './domain/store-after-sale-claim';
import { StoreAfterSaleRow } from './entities/store-after-sale.entity';
import { StoreOrderItemRow } from './entities/store-order-item.entity';
import { StoreOrderLineRow } from './entities/store-order-line.entity';
import { StoreOrderRow } from './entities/store-order.entity';
import { StoreShipmentItemRow } from './entities/store-shipment-item.entity';
import { StoreShipmentRow } from './entities/store-shipment.entity';

export interface StoreOrderFilter extends PageQuery {
  tab?: StoreOrderTab | undefined;
  number?: string | undefined;
  goods?: string | undefined;
  payWay?: StorePayWay | undefined;
  channelId?: number | undefined;
}

/** Reads store orders, their notes and cases. `channelId` narrows to one store, whose rows alone are then found. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreOrderViewService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly settings: SettingsService;

  /** Newest first (AD-260 … AD-262). */
  async listOrders(filter: StoreOrderFilter): Promise<Page<StoreOrder>> {
    const select = this.dataSource.getRepository(StoreOrderRow).createQueryBuilder('o').where('1 = 1');
    const { channelId, tab, payWay } = filter;
    if (channelId) select.andWhere('o.channelId = :channelId', { channelId });
    if (tab) select.andWhere('o.status IN (:...statuses)', { statuses: storeOrderTabStatuses[tab] });
    if (payWay) select.andWhere('o.payWay = :payWay', { payWay });
    if (filter.number)
      select.andWhere(contains('o.number', 'number'), { number: numberPattern(filter.number) });
    if (filter.goods) {
      select.andWhere(
        `EXISTS (SELECT 1 FROM store_order_line l WHERE l.orderId = o.id AND ${contains('l.title', 'goods')})`,
        { goods: containsPattern(filter.goods) },
      );
    }
    const { rows, total } = await pageOf(select, 'o', filter);
    const stores = await this.storesOf(
      null,
      rows.map((row) => row.channelId),
    );
    return { items: rows.map((row) => toOrder(row, stores)), total };
  }

  /** Throws STORE_ORDER_NOT_FOUND, also for an order of another store than `channelId`. */
  async require(tx: Tx | null, id: number, channelId: number | null): Promise<StoreOrderRow> {
    return ofStore(await this.manager(tx).findOneBy(StoreOrderRow, { id }), channelId);
  }

  /** As `require`; locked until the transaction ends. */
  async lock(tx: Tx, id: number, channelId: number | null): Promise<StoreOrderRow> {
    const [row] = await lockById(tx, StoreOrderRow, [id]);
    return ofStore(row ?? null, channelId);
  }

  async getDetail(id: number, channelId: number | null): Promise<StoreOrderDetail> {
    return this.detailOf(null, await this.require(null, id, channelId));
  }

  async detailOf(tx: Tx | null, row: StoreOrderRow): Promise<StoreOrderDetail> {
    const manager = this.manager(tx);
    const orderId = row.id;
    const stores = await this.storesOf(tx, [row.channelId]);
    const lines = await manager.find(StoreOrderLineRow, { where: { orderId }, order: { id: 'ASC' } });
    const items = await manager.find(StoreOrderItemRow, { where: { orderId }, order: { id: 'ASC' } });
    const shipments = await manager.find(StoreShipmentRow, { where: { orderId }, order: { id: 'ASC' } });
    const cases = await manager.find(StoreAfterSaleRow, { where: { orderId }, order: { id: 'DESC' } });
    const { afterSaleDays } = await this.settings.get(tx);
    const end = afterSaleEnd(row, afterSaleDays);
    const carrierNames = await this.carriers.names(tx);
    return {
      ...toOrder(row, stores),
      lines: lines.map(({ orderId: _orderId, skus: _skus, ...line }) => line),
      items: items.map(({ id: _id, orderId: _orderId, ...item }) => item),
      receiver: receiverOf(row),
      remark: row.remark,
      voucherNo: row.voucherNo,
      paidAt: iso(row.paidAt),
      shipments: await this.toShipments(tx, shipments, [row]),
      afterSales: cases.map((each) => toAfterSale(each, row, { stores, carrierNames })),
      afterSaleUntil: end !== null && end >= this.clock.now() ? toIso(end) : null,
      steps: await this.documents.stepsOf(DocumentKind.storeOrder, row.id, tx),
    };
  }

  /** Notes with what they send and whose they are; `orders` are those that are known already. */
  async toShipments(
    tx: Tx | null,
    rows: readonly StoreShipmentRow[],
    orders: readonly StoreOrderRow[] = [],
  ): Promise<StoreShipment[]> {
    if (rows.length === 0) return [];
    const manager = this.manager(tx);
    const known =
      orders.length > 0
        ? orders
        : await manager.findBy(StoreOrderRow, { id: In(rows.map((row) => row.orderId)) });
    const orderById = new Map(known.map((order) => [order.id, order]));
    const stores = await this.storesOf(
      tx,
      known.map((order) => order.channelId),
    );
    const carrierNames = await this.carriers.names(tx);
    const items = await manager.find(StoreShipmentItemRow, {
      where: { shipmentId: In(rows.map((row) => row.id)) },
      order: { id: 'ASC' },
    });
    return rows.flatMap((row) => {
      const order = orderById.get(row.orderId);
      return order ? [toShipment(row, { order, stores, items, carrierNames })] : [];
    });
  }

  /** Cases, newest first, by whose turn it is (AD-264, AD-265). */
  async listAfterSales(
    filter: PageQuery & {
      turn?: StoreAfterSaleTurn | undefined;
      number?: string | undefined;
      channelId?: number | undefined;
    },
  ): Promise<Page<StoreAfterSale>> {
    const select = this.dataSource.getRepository(StoreAfterSaleRow).createQueryBuilder('c').where('1 = 1');
    const { channelId, turn } = filter;
    if (channelId) select.andWhere('c.channelId = :channelId', { channelId });
    if (turn) select.andWhere('c.status IN (:...statuses)', { statuses: storeAfterSaleTurnStatuses[turn] });
    if (filter.number)
      select.andWhere(contains('c.number', 'number'), { number: numberPattern(filter.number) });
    const { rows, total } = await pageOf(select, 'c', filter);
    return { items: await this.toAfterSales(null, rows), total };
  }

  async toAfterSales(tx: Tx | null, rows: readonly StoreAfterSaleRow[]): Promise<StoreAfterSale[]> {
    if (rows.length === 0) return [];
    const orders = await this.manager(tx).findBy(StoreOrderRow, { id: In(rows.map((row) => row.orderId)) });
    const orderById = new Map(orders.map((order) => [order.id, order]));
    const stores = await this.storesOf(
      tx,
      rows.map((row) => row.channelId),
    );
    const carrierNames = await this.carriers.names(tx);
    return rows.flatMap((row) => {
      const order = orderById.get(row.orderId);
      return order ? [toAfterSale(row, order, { stores, carrierNames })] : [];
    });
  }

  private async storesOf(tx: Tx | null, ids: readonly number[]): Promise<Map<number, ChannelRef>> {
    const channels = await this.channels.channelsByIds(ids, tx);
    return new Map([...channels].map(([id, channel]) => [id, this.channels.refOf(channel)]));
  }

  private manager(tx: Tx | null): EntityManager {
    return tx ?? this.dataSource.manager;
  }
}

/** One page of what a query selects, newest first. */
export async function pageOf<Row extends ObjectLiteral>(
  select: SelectQueryBuilder<Row>,
  alias: string,
  query: PageQuery,
): Promise<{ rows: Row[]; total: number }> {
  const [rows, total] = await select
    .orderBy(`${alias}.id`, 'DESC')
    .skip((query.page - 1) * query.pageSize)
    .take(query.pageSize)
    .getManyAndCount();
  return { rows, total };
}

export function receiverOf(row: StoreOrderRow) {
  return {
    name: row.receiverName,
    phone: row.receiverPhone,
    province: row.receiverProvince,
    city: row.receiverCity,
    district: row.receiverDistrict,
    detail: row.receiverDetail,
  };
}

function ofStore(row: StoreOrderRow | null, channelId: number | null): StoreOrderRow {
  if (!row || (channelId !== null && row.channelId !== channelId))
    throw storeOrderError('STORE_ORDER_NOT_FOUND');
  return row;
}

function iso(at: Date | null): string | null {
  return at && toIso(at);
}

function refOf(stores: ReadonlyMap<number, ChannelRef>, id: number): ChannelRef {
  return stores.get(id) ?? { id, name: '', level: 1 };
}

function toOrder(row: StoreOrderRow, stores: ReadonlyMap<number, ChannelRef>): StoreOrder {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    payWay: row.payWay,
    store: refOf(stores, row.channelId),
    buyerName: row.buyerName,
    title: row.title,
    pictureUrl: row.pictureUrl,
    quantity: row.quantity,
    payableFen: row.payableFen,
    paidFen: row.paidFen,
    refundedFen: row.refundedFen,
    payUntil: toIso(row.payUntil),
    createdAt: toIso(row.createdAt),
  };
}

function toShipment(
  row: StoreShipmentRow,
  facts: {
    order: StoreOrderRow;
    stores: ReadonlyMap<number, ChannelRef>;
    items: readonly StoreShipmentItemRow[];
    carrierNames: CarrierNames;
  },
): StoreShipment {
  const { order, stores, items, carrierNames } = facts;
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    order: { id: order.id, number: order.number, status: order.status, title: order.title },
    store: refOf(stores, order.channelId),
    items: items
      .filter((item) => item.shipmentId === row.id)
      .map(({ skuId, name, quantity }) => ({ skuId, name, quantity })),
    carrierCode: row.carrierCode,
    carrierName: row.carrierCode && carrierNames(row.carrierCode),
    waybillNo: row.waybillNo,
    createdAt: toIso(row.createdAt),
    shippedAt: iso(row.shippedAt),
    receivedAt: iso(row.receivedAt),
  };
}

function toAfterSale(
  row: StoreAfterSaleRow,
  order: StoreOrderRow,
  facts: { stores: ReadonlyMap<number, ChannelRef>; carrierNames: CarrierNames },
): StoreAfterSale {
  const { stores, carrierNames } = facts;
  const turns = Object.values(StoreAfterSaleTurn);
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    turn: turns.find((turn) => storeAfterSaleTurnStatuses[turn].includes(row.status)) ?? null,
    kind: row.kind,
    order: { id: order.id, number: order.number, createdAt: toIso(order.createdAt), payWay: order.payWay },
    store: refOf(stores, row.channelId),
    title: row.title,
    pictureUrl: row.pictureUrl,
    quantity: row.quantity,
    amountFen: row.amountFen,
    reason: row.reason,
    decisionNote: row.decisionNote,
    carrierName: row.carrierCode && carrierNames(row.carrierCode),
    waybillNo: row.waybillNo,
    createdAt: toIso(row.createdAt),
    endedAt: iso(row.endedAt),
  };
}
