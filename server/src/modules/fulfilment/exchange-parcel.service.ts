import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { fulfilmentError } from '@lakeside/shared/fulfilment/fulfilment.errors';
import { ShipmentStatus } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { isUniqueViolation } from '../../platform/database/dialect';
import type { Tx } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { DocumentService } from '../document/document.service';
import { CarrierService } from '../express/carrier.service';
import { ExpressTrackService } from '../express/express-track.service';
import type { OrderRecord } from '../order/order.service';
import { SettingsService } from '../settings/settings.service';
import { StockService } from '../stock/stock.service';
import { toClaim } from './dispatch.service';
import { Shipment } from './entities/shipment.entity';
import { shipmentShippedTopic } from './fulfilment.events';
import type { ShipmentItemRecord, ShipmentRecord } from './shipment-record';
import { ShipmentQueries } from './shipment.queries';

export interface ExchangeParcel {
  readonly order: OrderRecord;
  /** Taken before the transaction, with `documentPrefix.shipment`. */
  readonly number: string;
  readonly carrierCode: string;
  readonly waybillNo: string;
  readonly items: readonly { readonly skuId: number; readonly quantity: number }[];
  readonly note: string;
}

/** Sends goods once more for an order that was sent before: from the platform's warehouse, without a settlement. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ExchangeParcelService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly shipments: ShipmentQueries;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly tracks: ExpressTrackService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly outbox: Outbox;

  /** The order must be locked. What is due of it stays as it is. Answers the shipment's id. Throws CARRIER_NOT_OFFERED, WAYBILL_TAKEN, STOCK_SHORT. */
  async send(tx: Tx, actor: Actor, parcel: ExchangeParcel): Promise<number> {
    const { order, number, carrierCode, waybillNo, note } = parcel;
    const carrier = await this.carriers.requireOffered(tx, carrierCode);
    const shipment = await this.insert(tx, parcel);
    await this.stock.reserve(tx, actor, toClaim(shipment));
    await this.stock.ship(tx, actor, toClaim(shipment));
    await this.tracks.follow(tx, { carrierCode, waybillNo, receiverPhone: order.receiver.phone });
    const document = { kind: DocumentKind.shipment, id: shipment.id, number };
    const waybill = `${carrier.name} ${waybillNo}`;
    await this.documents.register(tx, actor, {
      ...document,
      action: '补寄发货',
      note: `${waybill}，${note}`,
    });
    const news = { shipmentId: shipment.id, orderId: order.id, channelId: null, isExchange: true };
    await this.outbox.add(tx, { topic: shipmentShippedTopic, payload: news });
    return shipment.id;
  }

  private async insert(tx: Tx, parcel: ExchangeParcel): Promise<ShipmentRecord> {
    const { order, number, carrierCode, waybillNo } = parcel;
    const { warehouse } = await this.settings.get(tx);
    const now = this.clock.now();
    try {
      return await this.shipments.insert(tx, {
        number,
        orderId: order.id,
        orderNumber: order.number,
        status: ShipmentStatus.shipped,
        channelId: null,
        fulfillerName: warehouse.name,
        deliveryDay: order.deliveryDay,
        orderGoodsFen: 0,
        orderSubsidyFen: 0,
        carrierCode,
        waybillNo,
        createdAt: now,
        shippedAt: now,
        items: itemsOf(parcel),
      });
    } catch (error) {
      if (!isUniqueViolation(error, 'ux_shipment_waybill')) throw error;
      const taken = await tx.findOneBy(Shipment, { carrierCode, waybillNo });
      throw fulfilmentError('WAYBILL_TAKEN', { shipmentNumber: taken?.number ?? '' });
    }
  }

  /** The buyer has the parcel; one that was received with its order stays as it is. The order must be locked. */
  async receive(tx: Tx, actor: Actor, shipmentId: number): Promise<void> {
    const shipment = await this.shipments.lock(tx, shipmentId);
    if (shipment?.status !== ShipmentStatus.shipped) return;
    const received = { status: ShipmentStatus.received, receivedAt: this.clock.now() };
    await tx.update(Shipment, { id: shipmentId }, received);
    const action = '签收';
    await this.documents.addStep(tx, actor, { kind: DocumentKind.shipment, id: shipmentId, action });
  }
}

/** Each article once, as it was ordered. */
function itemsOf({ order, items }: ExchangeParcel): ShipmentItemRecord[] {
  return order.items.flatMap(({ skuId, name, spec, unit }) => {
    const quantity = items
      .filter((item) => item.skuId === skuId)
      .reduce((sum, item) => sum + item.quantity, 0);
    return quantity > 0 ? [{ skuId, name, spec, unit, quantity }] : [];
  });
}
