import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { toIso } from '@lakeside/shared/kernel/date';
import { orderError } from '@lakeside/shared/order/order.errors';
import type { OrderDetail, OrderView } from '@lakeside/shared/order/order.schemas';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById } from '../../platform/database/dialect';
import type { Tx } from '../../platform/database/transaction';
import { DocumentService } from '../document/document.service';
import { SettingsService } from '../settings/settings.service';
import { assertDispatchable, assertOrderCanBecome, shipItems } from './domain/order-progress';
import { rescheduleUntil } from './domain/reschedule';
import { OrderItemRow } from './entities/order-item.entity';
import { Order } from './entities/order.entity';
import { OrderParcelsService, type ParcelRecord } from './order-parcels.service';
import { type Fulfiller, type OrderRecord, toOrderRecord } from './order-record';

export type { Fulfiller, OrderItemRecord, OrderReceiver, OrderRecord } from './order-record';

/** Finds, locks, advances and shows orders, for this module and for the one that ships. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OrderService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly parcels: OrderParcelsService;

  /** Throws ORDER_NOT_FOUND. */
  async requireOrder(tx: Tx | null, id: number): Promise<OrderRecord> {
    const [order] = await this.ordersByIds(tx, [id]);
    if (!order) throw orderError('ORDER_NOT_FOUND');
    return order;
  }

  /** Orders in the order of their ids; unknown ids are absent. */
  async ordersByIds(tx: Tx | null, ids: readonly number[]): Promise<OrderRecord[]> {
    const source = tx ?? this.dataSource.manager;
    const rows = await source.find(Order, { where: { id: In([...ids]) }, order: { id: 'ASC' } });
    return toRecords(source, rows);
  }

  /** Locks an order until the transaction ends. The first lock of every use case about an order. Throws ORDER_NOT_FOUND. */
  async lockOrder(tx: Tx, id: number): Promise<OrderRecord> {
    const [record] = await toRecords(tx, await lockById(tx, Order, [id]));
    if (!record) throw orderError('ORDER_NOT_FOUND');
    return record;
  }

  /** Gives a locked order to a place to ship from; possible until the first parcel leaves. */
  async setFulfiller(tx: Tx, order: OrderRecord, fulfiller: Fulfiller): Promise<OrderRecord> {
    assertDispatchable(order.status);
    const dispatchedAt = this.clock.now();
    await tx.update(
      Order,
      { id: order.id },
      {
        fulfillerKind: fulfiller.kind,
        fulfillerChannelId: fulfiller.channelId,
        fulfillerName: fulfiller.name,
        dispatchedAt,
      },
    );
    return { ...order, fulfiller, dispatchedAt };
  }

  /** Books a parcel that has left a locked order: what is still due, and the state that follows. */
  async addShipped(
    tx: Tx,
    order: OrderRecord,
    parcel: readonly { skuId: number; quantity: number }[],
  ): Promise<OrderRecord> {
    const { items, status } = shipItems(order.items, parcel);
    if (status !== order.status) assertOrderCanBecome(order.status, status);
    for (const { skuId, shippedQuantity } of items) {
      await tx.update(OrderItemRow, { orderId: order.id, skuId }, { shippedQuantity });
    }
    const shippedAt = status === 'shipped' ? this.clock.now() : null;
    await tx.update(Order, { id: order.id }, { status, shippedAt });
    return { ...order, items, status, shippedAt };
  }

  /** The order with parcels and steps, as every audience sees it. */
  async detailOf(tx: Tx | null, order: OrderRecord): Promise<OrderDetail> {
    const { deliveryCutoffHour } = await this.settings.get(tx);
    const until = rescheduleUntil(order, { cutoffHour: deliveryCutoffHour, now: this.clock.now() });
    const parcels = await this.parcels.parcelsOf(tx, order.id);
    return {
      ...toOrderView(order),
      parcels: parcels.map(toParcelView),
      steps: await this.documents.stepsOf(DocumentKind.redemption, order.id, tx),
      rescheduleUntil: until && toIso(until),
      packageId: order.packageId,
    };
  }
}

async function toRecords(source: EntityManager, rows: readonly Order[]): Promise<OrderRecord[]> {
  if (rows.length === 0) return [];
  const items = await source.find(OrderItemRow, {
    where: { orderId: In(rows.map((row) => row.id)) },
    order: { id: 'ASC' },
  });
  return rows.map((row) =>
    toOrderRecord(
      row,
      items.filter((item) => item.orderId === row.id),
    ),
  );
}

/** An order as a line of a list. */
export function toOrderView(order: OrderRecord): OrderView {
  const { location: _location, ...receiver } = order.receiver;
  return {
    id: order.id,
    kind: order.kind,
    number: order.number,
    status: order.status,
    title: order.title,
    pictureUrl: order.pictureUrl,
    cardNo: order.cardNo,
    quantity: order.quantity,
    amountFen: order.retailPriceFen * order.quantity,
    items: order.items,
    receiver,
    deliveryDay: order.deliveryDay,
    remark: order.remark,
    fulfiller: toFulfillerView(order.fulfiller),
    createdAt: toIso(order.createdAt),
  };
}

export function toFulfillerView(fulfiller: Fulfiller | null): OrderView['fulfiller'] {
  return fulfiller && { kind: fulfiller.kind, id: fulfiller.channelId, name: fulfiller.name };
}

function toParcelView(parcel: ParcelRecord): OrderDetail['parcels'][number] {
  return { ...parcel, shippedAt: parcel.shippedAt && toIso(parcel.shippedAt) };
}
