import { DocumentKind } from '@lakeside/shared/document/document.contract';
import type { ShipmentDetail, ShipmentView } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { fulfilmentError } from '@lakeside/shared/fulfilment/fulfilment.errors';
import { toIso } from '@lakeside/shared/kernel/date';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/transaction';
import { ChannelService } from '../channel/channel.service';
import { DocumentService } from '../document/document.service';
import { type CarrierNames, CarrierService } from '../express/carrier.service';
import { ExpressTrackService } from '../express/express-track.service';
import { ExpressWaybillService } from '../express/express-waybill.service';
import { type OrderRecord, OrderService } from '../order/order.service';
import { SettingsService } from '../settings/settings.service';
import type { ShipmentRecord } from './shipment-record';
import { type ShipmentFilter, ShipmentQueries } from './shipment.queries';
import { type LabelSender, toShippingLabel } from './shipping-label-view';

/** Whose shipments are meant: those of one store, of the platform itself (`storeId` null), or of every place. */
export type ShipmentScope = { storeId: number | null } | 'all';

/** Lists and shows shipments. A store sees its own; another's is not found (CH-074 … CH-076, AD-288 … AD-290). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ShipmentViewService {
  @Inject() private readonly shipments: ShipmentQueries;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly tracks: ExpressTrackService;
  @Inject() private readonly waybills: ExpressWaybillService;

  async list(filter: ShipmentFilter): Promise<Page<ShipmentView>> {
    const { items, total } = await this.shipments.list(filter);
    const orders = await this.orders.ordersByIds(null, [...new Set(items.map((item) => item.orderId))]);
    const orderById = new Map(orders.map((order) => [order.id, order]));
    const carrierNames = await this.carriers.names(null);
    const views = items.flatMap((item) => {
      const order = orderById.get(item.orderId);
      return order ? [toShipmentView(item, order, carrierNames)] : [];
    });
    return { items: views, total };
  }

  /** Shipments as other modules see them. */
  async shipmentsByIds(tx: Tx | null, ids: readonly number[]): Promise<ShipmentRecord[]> {
    return ids.length === 0 ? [] : this.shipments.byIds(tx, ids);
  }

  /** How many shipments wait for a store. */
  async countToShip(storeId: number): Promise<number> {
    return this.shipments.countOpen(storeId);
  }

  /** Throws SHIPMENT_NOT_FOUND, also for a shipment outside the scope. */
  async requireInScope(tx: Tx | null, id: number, scope: ShipmentScope): Promise<ShipmentRecord> {
    const shipment = await this.shipments.find(tx, id);
    if (!shipment || (scope !== 'all' && shipment.channelId !== scope.storeId)) {
      throw fulfilmentError('SHIPMENT_NOT_FOUND');
    }
    return shipment;
  }

  async get(id: number, scope: ShipmentScope): Promise<ShipmentDetail> {
    return this.detailOf(null, await this.requireInScope(null, id, scope));
  }

  /** The shipment with its label and steps. */
  async detailOf(tx: Tx | null, shipment: ShipmentRecord): Promise<ShipmentDetail> {
    const order = await this.orders.requireOrder(tx, shipment.orderId);
    const { allowPartialShipment, warehouse } = await this.settings.get(tx);
    const sender: LabelSender =
      shipment.channelId === null ? warehouse : await this.channels.requireChannel(tx, shipment.channelId);
    const eWaybill = await this.waybills.find(tx, shipment.number);
    const carrierNames = await this.carriers.names(tx);
    const cards = { name: order.title, quantity: order.quantity };
    const parties = { receiver: order.receiver, sender, remark: order.remark, cards };
    return {
      ...toShipmentView(shipment, order, carrierNames),
      allowPartial: allowPartialShipment,
      label: toShippingLabel(shipment, { ...parties, eWaybill, carrierNames }),
      carriers: await this.carriers.offered(tx),
      eWaybillCarriers: this.waybills.carriers(),
      eWaybill,
      track: await this.trackOf(tx, shipment),
      steps: await this.documents.stepsOf(DocumentKind.shipment, shipment.id, tx),
    };
  }

  private async trackOf(tx: Tx | null, shipment: ShipmentRecord): Promise<{ at: string; text: string }[]> {
    const { carrierCode, waybillNo } = shipment;
    if (carrierCode === null || waybillNo === null) return [];
    const [track] = await this.tracks.tracksOf(tx, [{ carrierCode, waybillNo }]);
    const scans = track?.scans ?? [];
    return scans.map(({ scannedAt, text }) => ({ at: toIso(scannedAt), text })).reverse();
  }
}

function toShipmentView(
  shipment: ShipmentRecord,
  order: OrderRecord,
  carrierNames: CarrierNames,
): ShipmentView {
  const { location: _location, ...receiver } = order.receiver;
  return {
    id: shipment.id,
    number: shipment.number,
    status: shipment.status,
    order: { id: order.id, kind: order.kind, number: order.number, status: order.status, title: order.title },
    fulfiller: {
      kind: shipment.channelId === null ? 'platform' : 'store',
      id: shipment.channelId,
      name: shipment.fulfillerName,
    },
    receiver,
    items: shipment.items,
    deliveryDay: shipment.deliveryDay,
    remark: order.remark,
    carrierCode: shipment.carrierCode,
    carrierName: shipment.carrierCode === null ? null : carrierNames(shipment.carrierCode),
    waybillNo: shipment.waybillNo,
    createdAt: toIso(shipment.createdAt),
    shippedAt: shipment.shippedAt && toIso(shipment.shippedAt),
  };
}
