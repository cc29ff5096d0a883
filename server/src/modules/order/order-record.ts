import type { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';
import type { FulfillerKind, Order } from './entities/order.entity';
import type { OrderItemRow } from './entities/order-item.entity';

/** Degrees, as maps give them. */
export interface Location {
  latitude: number;
  longitude: number;
}

export interface OrderReceiver {
  name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  detail: string;
  location: Location | null;
}

export interface OrderItemRecord {
  skuId: number;
  name: string;
  spec: string;
  unit: string;
  quantity: number;
  shippedQuantity: number;
}

/** Who ships an order: the platform (`channelId` null) or a 专卖店. */
export interface Fulfiller {
  kind: FulfillerKind;
  channelId: number | null;
  name: string;
}

/** An order as other modules see it. */
export interface OrderRecord {
  id: number;
  kind: OrderKind;
  number: string;
  status: OrderStatus;
  memberId: number | null;
  cardNo: string | null;
  packageId: number | null;
  title: string;
  pictureUrl: string | null;
  quantity: number;
  retailPriceFen: number;
  settlementPriceFen: number | null;
  serviceSubsidyFen: number;
  receiver: OrderReceiver;
  deliveryDay: string;
  remark: string | null;
  fulfiller: Fulfiller | null;
  items: OrderItemRecord[];
  createdAt: Date;
  dispatchedAt: Date | null;
  shippedAt: Date | null;
  completedAt: Date | null;
}

const perDegree = 1_000_000;

export function toDegreesE6(degrees: number): number {
  return Math.round(degrees * perDegree);
}

/** Joins the rows of an order into what the rest of the server sees. */
export function toOrderRecord(row: Order, items: readonly OrderItemRow[]): OrderRecord {
  const { receiverLatitudeE6: latitude, receiverLongitudeE6: longitude } = row;
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    status: row.status,
    memberId: row.memberId,
    cardNo: row.cardNo,
    packageId: row.packageId,
    title: row.title,
    pictureUrl: row.pictureUrl,
    quantity: row.quantity,
    retailPriceFen: row.retailPriceFen,
    settlementPriceFen: row.settlementPriceFen,
    serviceSubsidyFen: row.serviceSubsidyFen,
    receiver: {
      name: row.receiverName,
      phone: row.receiverPhone,
      province: row.receiverProvince,
      city: row.receiverCity,
      district: row.receiverDistrict,
      detail: row.receiverDetail,
      location:
        latitude === null || longitude === null
          ? null
          : { latitude: latitude / perDegree, longitude: longitude / perDegree },
    },
    deliveryDay: row.deliveryDay,
    remark: row.remark,
    fulfiller:
      row.fulfillerKind === null
        ? null
        : { kind: row.fulfillerKind, channelId: row.fulfillerChannelId, name: row.fulfillerName ?? '' },
    items: items.map(({ skuId, name, spec, unit, quantity, shippedQuantity }) => ({
      skuId,
      name,
      spec,
      unit,
      quantity,
      shippedQuantity,
    })),
    createdAt: row.createdAt,
    dispatchedAt: row.dispatchedAt,
    shippedAt: row.shippedAt,
    completedAt: row.completedAt,
  };
}
