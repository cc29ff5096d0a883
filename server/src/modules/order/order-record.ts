import type { CardKind } from '@lakeside/shared/card/card.status';
import type { OrderLineKind } from '@lakeside/shared/order/order.schemas';
import type { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';
import type { FulfillerKind, Order } from './entities/order.entity';
import type { OrderLineRow } from './entities/order-line.entity';
import type { OrderPurchaseRow } from './entities/order-purchase.entity';
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
  /** Kept for the order itself in the platform's warehouse. */
  heldQuantity: number;
  /** How many are sold from stock; the rest by delivery day. */
  stockQuantity: number;
}

/** What one thing in an order costs and what a store gets back for sending it. */
export interface OrderLineRecord {
  id: number;
  offerKind: OrderLineKind;
  offerId: number;
  packageId: number;
  title: string;
  pictureUrl: string | null;
  quantity: number;
  retailPriceFen: number;
  unitPriceFen: number;
  settlementPriceFen: number | null;
  serviceSubsidyFen: number;
  soldByDay: boolean;
  dayPlaces: number;
  /** Cards kept for the order: e-cards still to be issued, printed ones without numbers. */
  heldCards: number;
}

/** What only a bought order has. */
export interface PurchaseRecord {
  lines: OrderLineRecord[];
  freightFen: number;
  payableFen: number;
  paidFen: number;
  refundedFen: number;
  paymentId: number | null;
  paidAt: Date | null;
  payUntil: Date;
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
  /** What the redeemed card is; null for a bought order. */
  cardKind: CardKind | null;
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
  /** Null for a redemption. */
  purchase: PurchaseRecord | null;
  createdAt: Date;
  dispatchedAt: Date | null;
  shippedAt: Date | null;
  completedAt: Date | null;
  reviewedAt: Date | null;
}

const perDegree = 1_000_000;

function toDegreesE6(degrees: number): number {
  return Math.round(degrees * perDegree);
}

/** Joins the rows of an order into what the rest of the server sees. */
export function toOrderRecord(
  row: Order,
  parts: {
    items: readonly (OrderItemRecord & Partial<OrderItemRow>)[];
    purchase: PurchaseRecord | null;
  },
): OrderRecord {
  const { receiverLatitudeE6: latitude, receiverLongitudeE6: longitude } = row;
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    status: row.status,
    memberId: row.memberId,
    cardNo: row.cardNo,
    cardKind: row.cardKind,
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
    items: parts.items.map(({ id: _id, orderId: _orderId, ...item }) => item),
    purchase: parts.purchase,
    createdAt: row.createdAt,
    dispatchedAt: row.dispatchedAt,
    shippedAt: row.shippedAt,
    completedAt: row.completedAt,
    reviewedAt: row.reviewedAt,
  };
}

/** Joins the rows that only a bought order has. */
export function toPurchaseRecord(
  order: Order,
  row: OrderPurchaseRow,
  lines: readonly OrderLineRow[],
): PurchaseRecord {
  const { freightFen, payableFen, paidFen, refundedFen, paymentId, paidAt } = row;
  if (order.payUntil === null) throw new Error(`purchase ${order.number} has no time to be paid`);
  return {
    lines: lines.map(({ orderId: _orderId, ...line }) => line),
    freightFen,
    payableFen,
    paidFen,
    refundedFen,
    paymentId,
    paidAt,
    payUntil: order.payUntil,
  };
}

/** The places an order takes of its delivery day, by package. */
export function dayPlacesOf(order: OrderRecord): { packageId: number; places: number }[] {
  if (order.purchase) {
    return order.purchase.lines
      .filter((line) => line.dayPlaces > 0)
      .map(({ packageId, dayPlaces }) => ({ packageId, places: dayPlaces }))
      .sort((left, right) => left.packageId - right.packageId);
  }
  return order.packageId === null ? [] : [{ packageId: order.packageId, places: 1 }];
}

/** The columns into which the receiver is copied. */
export function toReceiverColumns(receiver: OrderReceiver) {
  const { location } = receiver;
  return {
    receiverName: receiver.name,
    receiverPhone: receiver.phone,
    receiverProvince: receiver.province,
    receiverCity: receiver.city,
    receiverDistrict: receiver.district,
    receiverDetail: receiver.detail,
    receiverLatitudeE6: location && toDegreesE6(location.latitude),
    receiverLongitudeE6: location && toDegreesE6(location.longitude),
  };
}
