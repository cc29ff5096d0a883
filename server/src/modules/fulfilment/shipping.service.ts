import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import type {
  fulfilmentChannelContract,
  ShipmentDetail,
} from '@lakeside/shared/fulfilment/fulfilment.contract';
import { fulfilmentError } from '@lakeside/shared/fulfilment/fulfilment.errors';
import { toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { canTransit } from '@lakeside/shared/kernel/status';
import { ShipmentStatus, shipmentStatusName, shipmentTransitions } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { isUniqueViolation } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { Actor, AdminActor, ChannelActor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { CarrierService } from '../express/carrier.service';
import { ExpressTrackService } from '../express/express-track.service';
import { orderDocumentKind, type OrderRecord, OrderService } from '../order/order.service';
import { SettingsService } from '../settings/settings.service';
import { StockService } from '../stock/stock.service';
import { toClaim } from './dispatch.service';
import { planParcel } from './domain/plan-parcel';
import { Shipment } from './entities/shipment.entity';
import { shipmentShippedTopic } from './fulfilment.events';
import { SettlementService } from './settlement.service';
import type { ShipmentItemRecord, ShipmentRecord } from './shipment-record';
import { ShipmentViewService } from './shipment-view.service';
import { ShipmentQueries } from './shipment.queries';

/** How a parcel is divided; stores' orders are shipped by the same rule. */
export { planParcel };

type ShipBody = ParsedInput<typeof fulfilmentChannelContract.ship>['body'];

interface ShipNumbers {
  /** For what stays when only a part leaves. */
  rest: string | null;
  /** For what a store gets back. */
  settlement: string | null;
}

/** Lets goods leave: waybill number, stock, order and settlement change together (CH-077, AD-291). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ShippingService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly shipments: ShipmentQueries;
  @Inject() private readonly views: ShipmentViewService;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly settlements: SettlementService;
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly tracks: ExpressTrackService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly outbox: Outbox;

  /** A store ships an own shipment; another's is not found. */
  async shipFromStore(actor: ChannelActor, input: { id: number; body: ShipBody }): Promise<ShipmentDetail> {
    return this.ship(actor, { ...input, placeChannelId: actor.channelId });
  }

  /** The back office ships a shipment of the platform; a store's is not found. */
  async shipFromPlatform(actor: AdminActor, input: { id: number; body: ShipBody }): Promise<ShipmentDetail> {
    return this.ship(actor, { ...input, placeChannelId: null });
  }

  /** Writes down that the label of an own shipment was printed (CH-078, CH-120). */
  async recordLabelPrint(
    actor: ChannelActor,
    input: { id: number; printerName: string | null },
  ): Promise<ShipmentDetail> {
    return this.transactions.run(actor, async (tx) => {
      const shipment = await this.views.requireInScope(tx, input.id, { storeId: actor.channelId });
      if (shipment.status === ShipmentStatus.cancelled) throw statusChanged(shipment);
      const { id, number } = shipment;
      const note = input.printerName;
      await this.documents.addStep(tx, actor, { kind: DocumentKind.shipment, id, action: '打印面单', note });
      await this.audit.record(tx, actor, {
        action: 'fulfilment.printLabel',
        targetKind: 'shipment',
        targetId: id,
        targetLabel: number,
      });
      return this.views.detailOf(tx, shipment);
    });
  }

  private async ship(
    actor: Actor,
    input: { id: number; body: ShipBody; placeChannelId: number | null },
  ): Promise<ShipmentDetail> {
    const { id, body, placeChannelId } = input;
    const found = await this.shipments.find(null, id);
    if (!found || found.channelId !== placeChannelId) throw fulfilmentError('SHIPMENT_NOT_FOUND');
    const numbers = await this.takeNumbers(input);
    return this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, found.orderId);
      const shipment = await this.shipments.lock(tx, id);
      if (!shipment) throw fulfilmentError('SHIPMENT_NOT_FOUND');
      if (!canTransit(shipmentTransitions, shipment.status, ShipmentStatus.shipped))
        throw statusChanged(shipment);
      const { allowPartialShipment } = await this.settings.get(tx);
      const { items: requested } = body;
      const plan = planParcel({ items: shipment.items, requested, allowPartial: allowPartialShipment });

      const carrier = await this.carriers.requireOffered(tx, body.carrierCode);
      const sent = await this.markShipped(tx, shipment, { ...body, items: plan.parcel });
      await this.tracks.follow(tx, { ...body, receiverPhone: order.receiver.phone });
      await this.stock.ship(tx, actor, toClaim(sent));
      if (numbers.settlement) {
        await this.settlements.open(tx, actor, { number: numbers.settlement, shipment: sent, order });
      }
      await this.orders.addShipped(tx, order, plan.parcel);
      if (plan.rest.length > 0) {
        await this.openRest(tx, actor, { sent, rest: plan.rest, number: numbers.rest });
      }
      await this.recordShipping(tx, actor, { order, sent, carrierName: carrier.name });
      const news = { shipmentId: id, orderId: order.id, channelId: placeChannelId };
      await this.outbox.add(tx, { topic: shipmentShippedTopic, payload: news });
      return this.views.detailOf(tx, sent);
    });
  }

  private async takeNumbers(input: { body: ShipBody; placeChannelId: number | null }): Promise<ShipNumbers> {
    const today = toDay(this.clock.now());
    return {
      rest: input.body.items === null ? null : await this.numbers.next(documentPrefix.shipment, today),
      settlement:
        input.placeChannelId === null ? null : await this.numbers.next(documentPrefix.settlement, today),
    };
  }

  private async markShipped(
    tx: Tx,
    shipment: ShipmentRecord,
    parcel: { carrierCode: string; waybillNo: string; items: ShipmentItemRecord[] },
  ): Promise<ShipmentRecord> {
    const { carrierCode, waybillNo, items } = parcel;
    const change = { status: ShipmentStatus.shipped, carrierCode, waybillNo, shippedAt: this.clock.now() };
    try {
      await tx.update(Shipment, { id: shipment.id }, change);
    } catch (error) {
      if (!isUniqueViolation(error, 'ux_shipment_waybill')) throw error;
      const taken = await tx.findOneBy(Shipment, { carrierCode, waybillNo });
      throw fulfilmentError('WAYBILL_TAKEN', { shipmentNumber: taken?.number ?? '' });
    }
    await this.shipments.writeItems(tx, shipment, items);
    return { ...shipment, ...change, items };
  }

  /** Opens the shipment of what stays at the place, so that it can leave as a later parcel. */
  private async openRest(
    tx: Tx,
    actor: Actor,
    split: { sent: ShipmentRecord; rest: ShipmentItemRecord[]; number: string | null },
  ): Promise<void> {
    const { sent, rest, number } = split;
    if (number === null) throw new Error('a partial parcel needs a number for the rest');
    const { id: _sentId, ...place } = sent;
    const { id } = await this.shipments.insert(tx, {
      ...place,
      number,
      status: ShipmentStatus.toShip,
      carrierCode: null,
      waybillNo: null,
      createdAt: this.clock.now(),
      shippedAt: null,
      items: rest,
    });
    const note = `${sent.number} 未发部分`;
    await this.documents.register(tx, actor, {
      kind: DocumentKind.shipment,
      id,
      number,
      action: '拆单',
      note,
    });
  }

  private async recordShipping(
    tx: Tx,
    actor: Actor,
    shipping: { order: OrderRecord; sent: ShipmentRecord; carrierName: string },
  ): Promise<void> {
    const { order, sent, carrierName } = shipping;
    const note = `${carrierName} ${sent.waybillNo ?? ''}`;
    const action = '发货';
    await this.documents.addStep(tx, actor, { kind: DocumentKind.shipment, id: sent.id, action, note });
    await this.documents.addStep(tx, actor, { kind: orderDocumentKind(order), id: order.id, action, note });
    await this.audit.record(tx, actor, {
      action: 'fulfilment.ship',
      targetKind: 'shipment',
      targetId: sent.id,
      targetLabel: sent.number,
      after: { carrierCode: sent.carrierCode, waybillNo: sent.waybillNo, order: order.number },
    });
  }
}

function statusChanged(shipment: ShipmentRecord) {
  const { status } = shipment;
  return fulfilmentError('SHIPMENT_STATUS_CHANGED', { statusName: shipmentStatusName[status], status });
}
