import { ChannelStatus, L1Subtype } from '@lakeside/shared/channel/channel.status';
import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import type { DispatchCandidate } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { fulfilmentError } from '@lakeside/shared/fulfilment/fulfilment.errors';
import { AppError } from '@lakeside/shared/kernel/app-error';
import { toDay } from '@lakeside/shared/kernel/date';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { OrderKind, OrderStatus, ShipmentStatus } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { Actor, AdminActor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { AuditService } from '../audit/audit.service';
import { type ChannelRecord, ChannelService } from '../channel/channel.service';
import { DocumentService } from '../document/document.service';
import { type Fulfiller, orderDocumentKind, type OrderRecord, OrderService } from '../order/order.service';
import { SettingsService } from '../settings/settings.service';
import { type StockClaim, StockService } from '../stock/stock.service';
import { rankCandidates, shortagesOf } from './domain/rank-candidates';
import { storeCreditOfAll } from './domain/store-credit';
import { Shipment } from './entities/shipment.entity';
import { orderDispatchedTopic } from './fulfilment.events';
import type { ShipmentRecord } from './shipment-record';
import { ShipmentQueries } from './shipment.queries';

/** Where an order goes: to the platform, or to a store with what it will get back. */
interface Destination {
  fulfiller: Fulfiller;
  orderGoodsFen: number;
  orderSubsidyFen: number;
}

/** Gives orders to a place to ship from (rules.md §9). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class DispatchService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly shipments: ShipmentQueries;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly outbox: Outbox;

  /** The stores in the order in which they are offered, each that cannot ship with its reason (AD-278, AD-279). */
  async listCandidates(orderId: number): Promise<{ platformHasStock: boolean; stores: DispatchCandidate[] }> {
    const order = await this.orders.requireOrder(null, orderId);
    const items = order.items.map((item) => ({ ...item, name: articleName(item) }));
    const stores = await this.channels.storesWithLocation();
    const skuIds = items.map((item) => item.skuId);
    const availableByStore = await this.stock.availability(null, skuIds);
    return {
      platformHasStock: shortagesOf(items, availableByStore.get(null)).length === 0,
      stores: rankCandidates({
        receiver: order.receiver,
        items,
        stores: stores.map(({ id, name, address, location }) => ({ channelId: id, name, address, location })),
        availableByStore,
      }),
    };
  }

  /**
   * Gives an order to a store (AD-280) or, with `channelId` null, to the platform (AD-277), and keeps the goods there. May be
   * repeated until the first parcel leaves: the goods kept before become free in the same moment. The same place again
   * changes nothing. Throws STORE_NOT_ELIGIBLE, STOCK_SHORT, DISPATCH_ALREADY_SHIPPED, ORDER_STATUS_CHANGED,
   * CARDS_SHIPPED_BY_PLATFORM.
   */
  async dispatchOrder(
    actor: AdminActor,
    input: { id: number; channelId: number | null },
  ): Promise<OrderDetail> {
    const now = this.clock.now();
    const number = await this.numbers.next(documentPrefix.shipment, toDay(now));
    return this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, input.id);
      if (order.kind === OrderKind.physicalCard) throw fulfilmentError('CARDS_SHIPPED_BY_PLATFORM');
      if (order.status === OrderStatus.partlyShipped || order.status === OrderStatus.shipped) {
        throw fulfilmentError('DISPATCH_ALREADY_SHIPPED');
      }
      const previous = await this.shipments.lockOpen(tx, order.id);
      if (previous && previous.channelId === input.channelId) return this.orders.detailOf(tx, order);

      const destination = await this.destinationOf(tx, order, input.channelId);
      const dispatched = await this.orders.setFulfiller(tx, order, destination.fulfiller);
      const shipment = await this.openShipment(tx, { order, destination, number, now });
      // The foreign key of the new shipment holds the store's row: what is read now stays true until the commit.
      await this.destinationOf(tx, order, input.channelId);
      const kept = previous ? toClaim(previous) : await this.takeHeldGoods(tx, order);
      await this.keepGoods(tx, actor, { kept, shipment });
      if (previous) await this.cancelShipment(tx, actor, { previous, next: shipment });
      await this.recordDispatch(tx, actor, { order, previous, shipment });
      const news = { orderId: order.id, channelId: input.channelId };
      await this.outbox.add(tx, { topic: orderDispatchedTopic, payload: news });
      return this.orders.detailOf(tx, dispatched);
    });
  }

  private async destinationOf(tx: Tx, order: OrderRecord, channelId: number | null): Promise<Destination> {
    if (channelId === null) {
      const { warehouse } = await this.settings.get(tx);
      const fulfiller: Fulfiller = { kind: 'platform', channelId, name: warehouse.name };
      return { fulfiller, orderGoodsFen: 0, orderSubsidyFen: 0 };
    }
    const store = await this.channels.requireChannel(tx, channelId);
    assertShips(store);
    const { goodsFen, subsidyFen } = storeCreditOfAll(order.purchase?.lines ?? [order], store);
    const fulfiller: Fulfiller = { kind: 'store', channelId, name: store.name };
    return { fulfiller, orderGoodsFen: goodsFen, orderSubsidyFen: subsidyFen };
  }

  private async openShipment(
    tx: Tx,
    dispatch: { order: OrderRecord; destination: Destination; number: string; now: Date },
  ): Promise<ShipmentRecord> {
    const { order, destination, number, now } = dispatch;
    return this.shipments.insert(tx, {
      number,
      orderId: order.id,
      orderNumber: order.number,
      status: ShipmentStatus.toShip,
      channelId: destination.fulfiller.channelId,
      fulfillerName: destination.fulfiller.name,
      deliveryDay: order.deliveryDay,
      orderGoodsFen: destination.orderGoodsFen,
      orderSubsidyFen: destination.orderSubsidyFen,
      carrierCode: null,
      waybillNo: null,
      createdAt: now,
      shippedAt: null,
      items: order.items.map(({ skuId, name, spec, unit, quantity }) => ({
        skuId,
        name,
        spec,
        unit,
        quantity,
      })),
    });
  }

  /** What the platform's warehouse has kept for a bought order since it was made; null when nothing. */
  private async takeHeldGoods(tx: Tx, order: OrderRecord): Promise<StockClaim | null> {
    const held = await this.orders.takeHeldGoods(tx, order);
    if (held.length === 0) return null;
    const items = held.map((item) => ({ ...item, name: articleName(item), quantity: item.heldQuantity }));
    const document = { kind: orderDocumentKind(order), id: order.id, number: order.number };
    return { channelId: null, items, document };
  }

  private async keepGoods(
    tx: Tx,
    actor: Actor,
    change: { kept: StockClaim | null; shipment: ShipmentRecord },
  ): Promise<void> {
    const { kept, shipment } = change;
    try {
      if (kept) await this.stock.moveReservation(tx, actor, { from: kept, to: toClaim(shipment) });
      else await this.stock.reserve(tx, actor, toClaim(shipment));
    } catch (error) {
      if (shipment.channelId === null || !(error instanceof AppError) || error.code !== 'STOCK_SHORT')
        throw error;
      throw fulfilmentError('STORE_NOT_ELIGIBLE', {
        ...error.details,
        storeName: shipment.fulfillerName,
        reason: error.message,
      });
    }
  }

  private async cancelShipment(
    tx: Tx,
    actor: Actor,
    change: { previous: ShipmentRecord; next: ShipmentRecord },
  ): Promise<void> {
    const { previous, next } = change;
    await tx.update(Shipment, { id: previous.id }, { status: ShipmentStatus.cancelled });
    await this.documents.addStep(tx, actor, {
      kind: DocumentKind.shipment,
      id: previous.id,
      action: '改派',
      note: `改由${next.fulfillerName}发货`,
    });
  }

  private async recordDispatch(
    tx: Tx,
    actor: Actor,
    dispatch: { order: OrderRecord; previous: ShipmentRecord | null; shipment: ShipmentRecord },
  ): Promise<void> {
    const { order, previous, shipment } = dispatch;
    const action = previous ? '改派' : '派单';
    const note = `${shipment.fulfillerName} ${shipment.number}`;
    await this.documents.register(tx, actor, {
      kind: DocumentKind.shipment,
      id: shipment.id,
      number: shipment.number,
      action: '派单',
      note: shipment.fulfillerName,
    });
    await this.documents.addStep(tx, actor, { kind: orderDocumentKind(order), id: order.id, action, note });
    await this.audit.record(tx, actor, {
      action: 'fulfilment.dispatch',
      targetKind: 'order',
      targetId: order.id,
      targetLabel: order.number,
      before: previous && { place: previous.fulfillerName, shipment: previous.number },
      after: { place: shipment.fulfillerName, shipment: shipment.number },
    });
  }
}

/** Name and size: two sizes of one crab are two articles. */
function articleName(item: { name: string; spec: string }): string {
  return `${item.name} ${item.spec}`;
}

/** The goods of a shipment at its place. */
export function toClaim(shipment: ShipmentRecord): StockClaim {
  return {
    channelId: shipment.channelId,
    items: shipment.items.map((item) => ({ ...item, name: articleName(item) })),
    document: { kind: DocumentKind.shipment, id: shipment.id, number: shipment.number },
  };
}

/** Throws STORE_NOT_ELIGIBLE unless the channel is an active 专卖店 with a position (rules.md §1, §9). */
function assertShips(store: ChannelRecord): void {
  const refuse = (reason: string) => fulfilmentError('STORE_NOT_ELIGIBLE', { storeName: store.name, reason });
  if (store.level !== 1 || store.l1Subtype !== L1Subtype.store) throw refuse('不是专卖店');
  if (store.status !== ChannelStatus.active) throw refuse('已关闭');
  if (store.location === null) throw refuse('没有坐标');
}
