import type { ShipmentStatus } from '@lakeside/shared/order/order.status';
import type { ShipmentItem } from './entities/shipment-item.entity';
import type { Shipment } from './entities/shipment.entity';

export interface ShipmentItemRecord {
  skuId: number;
  name: string;
  spec: string;
  unit: string;
  quantity: number;
}

/** A shipment with what it sends. */
export interface ShipmentRecord {
  id: number;
  number: string;
  orderId: number;
  orderNumber: string;
  status: ShipmentStatus;
  /** The store that ships; null = the platform. */
  channelId: number | null;
  fulfillerName: string;
  deliveryDay: string;
  orderGoodsFen: number;
  orderSubsidyFen: number;
  carrierCode: string | null;
  waybillNo: string | null;
  createdAt: Date;
  shippedAt: Date | null;
  items: ShipmentItemRecord[];
}

export function toShipmentRecord(row: Shipment, items: readonly ShipmentItem[]): ShipmentRecord {
  return {
    id: row.id,
    number: row.number,
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    status: row.status,
    channelId: row.fulfillerChannelId,
    fulfillerName: row.fulfillerName,
    deliveryDay: row.deliveryDay,
    orderGoodsFen: row.orderGoodsFen,
    orderSubsidyFen: row.orderSubsidyFen,
    carrierCode: row.carrierCode,
    waybillNo: row.waybillNo,
    createdAt: row.createdAt,
    shippedAt: row.shippedAt,
    items: items.map(({ skuId, name, spec, unit, quantity }) => ({ skuId, name, spec, unit, quantity })),
  };
}
