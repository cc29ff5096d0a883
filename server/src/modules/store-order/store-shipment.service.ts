import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay, toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import { canTransit } from '@lakeside/shared/kernel/status';
import type { storeOrderAdminContract } from '@lakeside/shared/store-order/store-order.contract';
import { storeOrderError } from '@lakeside/shared/store-order/store-order.errors';
import type {
  StoreOrderDetail,
  StoreShipment,
  StoreShipmentDetail,
} from '@lakeside/shared/store-order/store-order.schemas';
import {
  StoreOrderStatus,
  StoreShipmentStatus,
  storeShipmentStatusName,
  storeShipmentTabStatuses,
  storeShipmentTransitions,
} from '@lakeside/shared/store-order/store-order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, LessThanOrEqual } from 'typeorm';
import { Clock } from '../../platform/clock';
import { contains, insertInChunks, isUniqueViolation, lockById } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import { numberPattern } from '../../platform/document-number/number-pattern';
import { type Actor, type AdminActor, type ChannelActor, systemActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { CarrierService } from '../express/carrier.service';
import { ExpressTrackService } from '../express/express-track.service';
import { planParcel } from '../fulfilment/shipping.service';
import { SettingsService } from '../settings/settings.service';
import { type StockClaim, StockService } from '../stock/stock.service';
import { StoreAfterSaleRow } from './entities/store-after-sale.entity';
import { StoreOrderItemRow } from './entities/store-order-item.entity';
import { StoreOrderRow } from './entities/store-order.entity';
import { StoreShipmentItemRow } from './entities/store-shipment-item.entity';
import { StoreShipmentRow } from './entities/store-shipment.entity';
import { assertMayBecome } from './store-order-record';
import { pageOf, receiverOf, StoreOrderViewService } from './store-order-view.service';

type ShipBody = ParsedInput<typeof storeOrderAdminContract.shipStoreShipment>['body'];
type ListQuery = ParsedInput<typeof storeOrderAdminContract.listStoreShipments>['query'];

const batchSize = 100;
const dayMs = 86_400_000;

/** Shipping notes of store orders: the platform ships them, the store receives them into its own stock (AD-267 … AD-270). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreShipmentService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly tracks: ExpressTrackService;
  @Inject() private readonly views: StoreOrderViewService;

  /** Newest first; void notes are left out (AD-267, AD-268). */
  async list(query: ListQuery): Promise<Page<StoreShipment>> {
    const statuses = query.tab
      ? storeShipmentTabStatuses[query.tab]
      : Object.values(storeShipmentTabStatuses).flat();
    const select = this.dataSource
      .getRepository(StoreShipmentRow)
      .createQueryBuilder('s')
      .where('s.status IN (:...statuses)', { statuses });
    if (query.number)
      select.andWhere(contains('s.number', 'number'), { number: numberPattern(query.number) });
    const { rows, total } = await pageOf(select, 's', query);
    return { items: await this.views.toShipments(null, rows), total };
  }

  /** Throws STORE_SHIPMENT_NOT_FOUND (AD-269). */
  async get(id: number): Promise<StoreShipmentDetail> {
    const row = await this.dataSource.getRepository(StoreShipmentRow).findOneBy({ id });
    if (!row) throw storeOrderError('STORE_SHIPMENT_NOT_FOUND');
    return this.detailOf(null, row);
  }

  /**
   * Lets goods leave the platform's warehouse under a waybill number; a part of a note only when 拆单 is on (AD-270). Throws
   * STORE_SHIPMENT_STATUS_CHANGED, PARTIAL_NOT_ALLOWED, QUANTITY_ABOVE_REMAINING, CARRIER_NOT_OFFERED, STORE_WAYBILL_TAKEN, STORE_AFTER_SALE_OPEN.
   */
  async ship(actor: AdminActor, input: { id: number; body: ShipBody }): Promise<StoreShipmentDetail> {
    const { id, body } = input;
    const found = await this.get(id);
    const restNumber = await this.numbers.next(documentPrefix.storeShipment, toDay(this.clock.now()));
    return this.transactions.run(actor, async (tx) => {
      const order = await this.views.lock(tx, found.order.id, null);
      const note = await this.lock(tx, id, StoreShipmentStatus.shipped);
      if (await tx.existsBy(StoreAfterSaleRow, { openOrderId: order.id }))
        throw storeOrderError('STORE_AFTER_SALE_OPEN');
      const { allowPartialShipment: allowPartial } = await this.settings.get(tx);
      const items = await tx.findBy(StoreShipmentItemRow, { shipmentId: id });
      const plan = planParcel({ items, requested: body.items, allowPartial });
      const carrier = await this.carriers.requireOffered(tx, body.carrierCode);
      const sent = await this.markShipped(tx, note, body);
      if (plan.rest.length > 0) await this.split(tx, actor, { note, plan, number: restNumber });
      await this.addShipped(tx, order, plan);
      await this.recordShipping(tx, actor, { order, note: sent, carrierName: carrier.name });
      await this.tracks.follow(tx, { ...body, receiverPhone: order.receiverPhone });
      await this.stock.ship(tx, actor, claimOf(sent, plan.parcel, null));
      return this.detailOf(tx, sent);
    });
  }

  /** An own parcel has come: its goods are in the stock of the store. Throws STORE_SHIPMENT_NOT_FOUND, also for another's. */
  async receiveByStore(actor: ChannelActor, id: number): Promise<StoreOrderDetail> {
    const found = await this.dataSource.getRepository(StoreShipmentRow).findOneBy({ id });
    if (!found) throw storeOrderError('STORE_SHIPMENT_NOT_FOUND');
    return this.transactions.run(actor, async (tx) => {
      const order = await this.views.lock(tx, found.orderId, null);
      if (order.channelId !== actor.channelId) throw storeOrderError('STORE_SHIPMENT_NOT_FOUND');
      await this.receive(tx, actor, { id, order, action: '确认收货' });
      return this.views.detailOf(tx, order);
    });
  }

  /** Receives every parcel that left more than `autoConfirmDays` ago; answers how many. */
  async receiveOverdue(): Promise<number> {
    const actor = systemActor('自动确认收货');
    const { autoConfirmDays } = await this.settings.get();
    const before = new Date(this.clock.now().getTime() - autoConfirmDays * dayMs);
    const due = await this.dataSource.getRepository(StoreShipmentRow).find({
      where: { status: StoreShipmentStatus.shipped, shippedAt: LessThanOrEqual(before) },
      order: { shippedAt: 'ASC', id: 'ASC' },
      take: batchSize,
    });
    for (const { id, orderId } of due) {
      await this.transactions.run(actor, async (tx) => {
        const order = await this.views.lock(tx, orderId, null);
        const isOpen = await tx.existsBy(StoreShipmentRow, { id, status: StoreShipmentStatus.shipped });
        if (isOpen) await this.receive(tx, actor, { id, order, action: '到期自动确认收货' });
      });
    }
    return due.length;
  }

  private async receive(
    tx: Tx,
    actor: Actor,
    facts: { id: number; order: StoreOrderRow; action: string },
  ): Promise<void> {
    const { id, order, action } = facts;
    const note = await this.lock(tx, id, StoreShipmentStatus.received);
    const now = this.clock.now();
    await tx.update(StoreShipmentRow, { id }, { status: StoreShipmentStatus.received, receivedAt: now });
    const isOnTheWay = await tx.existsBy(StoreShipmentRow, {
      orderId: order.id,
      status: StoreShipmentStatus.shipped,
    });
    if (order.status === StoreOrderStatus.shipped && !isOnTheWay) {
      assertMayBecome(order, StoreOrderStatus.completed);
      Object.assign(order, { status: StoreOrderStatus.completed, completedAt: now });
      await tx.update(StoreOrderRow, { id: order.id }, { status: order.status, completedAt: now });
    }
    await this.step(tx, actor, { note, order, action, text: note.number });
    await this.audit.record(tx, actor, {
      action: 'storeOrder.receive',
      targetKind: 'storeShipment',
      targetId: id,
      targetLabel: note.number,
    });
    const items = await tx.findBy(StoreShipmentItemRow, { shipmentId: id });
    await this.stock.receive(tx, actor, claimOf(note, items, order.channelId));
  }

  private async lock(tx: Tx, id: number, to: StoreShipmentStatus): Promise<StoreShipmentRow> {
    const [note] = await lockById(tx, StoreShipmentRow, [id]);
    if (!note) throw storeOrderError('STORE_SHIPMENT_NOT_FOUND');
    if (canTransit(storeShipmentTransitions, note.status, to)) return note;
    const statusName = storeShipmentStatusName[note.status];
    throw storeOrderError('STORE_SHIPMENT_STATUS_CHANGED', { statusName });
  }

  private async markShipped(tx: Tx, note: StoreShipmentRow, body: ShipBody): Promise<StoreShipmentRow> {
    const { carrierCode, waybillNo } = body;
    const change = {
      status: StoreShipmentStatus.shipped,
      carrierCode,
      waybillNo,
      shippedAt: this.clock.now(),
    };
    try {
      await tx.update(StoreShipmentRow, { id: note.id }, change);
    } catch (error) {
      if (!isUniqueViolation(error, 'ux_store_shipment_waybill')) throw error;
      const taken = await tx.findOneBy(StoreShipmentRow, { carrierCode, waybillNo });
      throw storeOrderError('STORE_WAYBILL_TAKEN', { shipmentNumber: taken?.number ?? '' });
    }
    return Object.assign(note, change);
  }

  /** What stays of a note becomes a note of its own. */
  private async split(
    tx: Tx,
    actor: Actor,
    facts: { note: StoreShipmentRow; plan: Plan; number: string },
  ): Promise<void> {
    const { note, plan, number } = facts;
    const rest = {
      number,
      orderId: note.orderId,
      status: StoreShipmentStatus.toShip,
      carrierCode: null,
      waybillNo: null,
      createdAt: this.clock.now(),
      shippedAt: null,
      receivedAt: null,
    };
    const [id = 0] = await insertInChunks(tx, StoreShipmentRow, [rest]);
    await tx.delete(StoreShipmentItemRow, { shipmentId: note.id });
    const itemsOf = (shipmentId: number, items: readonly ShippedItem[]) =>
      items.map(({ skuId, name, quantity }) => ({ shipmentId, skuId, name, quantity }));
    await insertInChunks(tx, StoreShipmentItemRow, itemsOf(note.id, plan.parcel));
    await insertInChunks(tx, StoreShipmentItemRow, itemsOf(id, plan.rest));
    await this.documents.register(tx, actor, {
      kind: DocumentKind.storeShipment,
      id,
      number,
      action: '拆单',
      note: `${note.number} 未发部分`,
    });
  }

  private async addShipped(tx: Tx, order: StoreOrderRow, plan: Plan): Promise<void> {
    for (const { skuId, quantity } of plan.parcel) {
      await tx.increment(StoreOrderItemRow, { orderId: order.id, skuId }, 'shippedQuantity', quantity);
    }
    const status = plan.rest.length > 0 ? StoreOrderStatus.partlyShipped : StoreOrderStatus.shipped;
    if (order.status === status) return;
    assertMayBecome(order, status);
    order.status = status;
    await tx.update(StoreOrderRow, { id: order.id }, { status });
  }

  private async recordShipping(
    tx: Tx,
    actor: Actor,
    shipping: { order: StoreOrderRow; note: StoreShipmentRow; carrierName: string },
  ): Promise<void> {
    const { order, note, carrierName } = shipping;
    const { carrierCode, waybillNo } = note;
    const text = `${carrierName} ${waybillNo ?? ''}`;
    await this.step(tx, actor, { note, order, action: '发货', text });
    await this.audit.record(tx, actor, {
      action: 'storeOrder.ship',
      targetKind: 'storeShipment',
      targetId: note.id,
      targetLabel: note.number,
      after: { carrierCode, waybillNo, order: order.number },
    });
  }

  private async step(
    tx: Tx,
    actor: Actor,
    facts: { note: StoreShipmentRow; order: StoreOrderRow; action: string; text: string },
  ): Promise<void> {
    const { note, order, action, text } = facts;
    const step = { action, note: text };
    await this.documents.addStep(tx, actor, { kind: DocumentKind.storeShipment, id: note.id, ...step });
    await this.documents.addStep(tx, actor, { kind: DocumentKind.storeOrder, id: order.id, ...step });
  }

  private async detailOf(tx: Tx | null, row: StoreShipmentRow): Promise<StoreShipmentDetail> {
    const order = await this.views.require(tx, row.orderId, null);
    const [view] = await this.views.toShipments(tx, [row], [order]);
    if (!view) throw new Error('one note gives one view');
    const { carrierCode, waybillNo } = row;
    const waybills = carrierCode && waybillNo ? [{ carrierCode, waybillNo }] : [];
    const tracks = await this.tracks.tracksOf(tx, waybills);
    const scans = tracks.flatMap((track) => track.scans);
    return {
      ...view,
      receiver: receiverOf(order),
      remark: order.remark,
      allowPartial: (await this.settings.get(tx)).allowPartialShipment,
      carriers: await this.carriers.offered(tx),
      track: scans.map(({ scannedAt, text }) => ({ at: toIso(scannedAt), text })).reverse(),
      steps: await this.documents.stepsOf(DocumentKind.storeShipment, row.id, tx),
    };
  }
}

interface ShippedItem {
  skuId: number;
  name: string;
  quantity: number;
}
interface Plan {
  parcel: ShippedItem[];
  rest: ShippedItem[];
}

/** What a note moves: out of the platform's warehouse (null) or into a store. */
function claimOf(
  note: StoreShipmentRow,
  items: readonly ShippedItem[],
  channelId: number | null,
): StockClaim {
  return {
    channelId,
    items: items.map(({ skuId, name, quantity }) => ({ skuId, name, quantity })),
    document: { kind: DocumentKind.storeShipment, id: note.id, number: note.number },
  };
}
