import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { toIso } from '@lakeside/shared/kernel/date';
import { orderError } from '@lakeside/shared/order/order.errors';
import type { OrderDetail, OrderPurchase, OrderView } from '@lakeside/shared/order/order.schemas';
import { OrderKind } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById } from '../../platform/database/dialect';
import type { Tx } from '../../platform/database/transaction';
import { DocumentService } from '../document/document.service';
import { PaymentRefundService } from '../payment/payment-refund.service';
import { SettingsService } from '../settings/settings.service';
import { assertDispatchable, assertOrderCanBecome, shipItems } from './domain/order-progress';
import { rescheduleUntil } from './domain/reschedule';
import { reviewUntil } from './domain/review-period';
import { OrderItemRow } from './entities/order-item.entity';
import { Order } from './entities/order.entity';
import { OrderParcelsService, type ParcelRecord } from './order-parcels.service';
import {
  dayPlacesOf,
  type Fulfiller,
  type OrderItemRecord,
  type OrderRecord,
  type PurchaseRecord,
} from './order-record';
import { loadOrders } from './order-records.queries';

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
  @Inject() private readonly refunds: PaymentRefundService;

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
    return loadOrders(source, rows);
  }

  /** Locks an order until the transaction ends. The first lock of every use case about an order. Throws ORDER_NOT_FOUND. */
  async lockOrder(tx: Tx, id: number): Promise<OrderRecord> {
    const [record] = await loadOrders(tx, await lockById(tx, Order, [id]));
    if (!record) throw orderError('ORDER_NOT_FOUND');
    return record;
  }

  /** Hands the goods that the platform's warehouse keeps for a locked order over to the caller, who keeps them from now on. */
  async takeHeldGoods(tx: Tx, order: OrderRecord): Promise<OrderItemRecord[]> {
    const held = order.items.filter((item) => item.heldQuantity > 0);
    if (held.length > 0) await tx.update(OrderItemRow, { orderId: order.id }, { heldQuantity: 0 });
    return held;
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
    const { deliveryCutoffHour, reviewDays } = await this.settings.get(tx);
    return toOrderDetail(order, {
      rule: { cutoffHour: deliveryCutoffHour, reviewDays, now: this.clock.now() },
      parcels: await this.parcels.parcelsOf(tx, order.id),
      steps: await this.documents.stepsOf(orderDocumentKind(order), order.id, tx),
      refunds: order.purchase ? await this.refunds.refundsOf(tx, { kind: 'order', id: order.id }) : [],
    });
  }
}

/** The detail of an order from what is already known of it. */
export function toOrderDetail(
  order: OrderRecord,
  known: Pick<OrderDetail, 'steps' | 'refunds'> & {
    rule: { cutoffHour: number; reviewDays: number; now: Date };
    parcels: readonly ParcelRecord[];
  },
): OrderDetail {
  const hasDay = dayPlacesOf(order).length > 0;
  const until = rescheduleUntil({ ...order, hasDay }, known.rule);
  const reviewable = reviewUntil(order, known.rule);
  return {
    ...toOrderView(order),
    parcels: known.parcels.map(toParcelView),
    steps: known.steps,
    refunds: known.refunds,
    rescheduleUntil: until && toIso(until),
    reviewUntil: reviewable && toIso(reviewable),
    packageId: order.packageId,
  };
}

/** The kind of paper an order is. */
export function orderDocumentKind(order: { kind: OrderKind }): DocumentKind {
  return order.kind === OrderKind.redemption ? DocumentKind.redemption : DocumentKind.purchase;
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
    amountFen: order.purchase ? order.purchase.payableFen : order.retailPriceFen * order.quantity,
    items: order.items.map(({ skuId, name, spec, unit, quantity, shippedQuantity }) => ({
      skuId,
      name,
      spec,
      unit,
      quantity,
      shippedQuantity,
    })),
    receiver,
    deliveryDay: order.deliveryDay,
    remark: order.remark,
    fulfiller: toFulfillerView(order.fulfiller),
    purchase: order.purchase && toPurchaseView(order.purchase),
    createdAt: toIso(order.createdAt),
  };
}

export function toFulfillerView(fulfiller: Fulfiller | null): OrderView['fulfiller'] {
  return fulfiller && { kind: fulfiller.kind, id: fulfiller.channelId, name: fulfiller.name };
}

function toParcelView(parcel: ParcelRecord): OrderDetail['parcels'][number] {
  return { ...parcel, shippedAt: parcel.shippedAt && toIso(parcel.shippedAt) };
}

function toPurchaseView(purchase: PurchaseRecord): OrderPurchase {
  const { freightFen, payableFen, paidFen, refundedFen, payUntil, paidAt } = purchase;
  return {
    lines: purchase.lines.map((line) => ({
      kind: line.offerKind,
      offerId: line.offerId,
      title: line.title,
      pictureUrl: line.pictureUrl,
      quantity: line.quantity,
      retailPriceFen: line.retailPriceFen,
      unitPriceFen: line.unitPriceFen,
    })),
    freightFen,
    payableFen,
    paidFen,
    refundedFen,
    payUntil: toIso(payUntil),
    paidAt: paidAt && toIso(paidAt),
  };
}
