import * as v from 'valibot';
import { channelRefSchema } from '../channel/channel.contract';
import { documentStepSchema } from '../document/document.contract';
import { carrierChoiceSchema } from '../express/carrier.contract';
import { countSchema, fenSchema, idSchema, instantSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { orderItemSchema, receiverSchema, trackEventSchema } from '../order/order.schemas';
import {
  StoreAfterSaleKind,
  StoreAfterSaleStatus,
  StoreAfterSaleTurn,
  StoreOrderStatus,
  StorePayWay,
  StoreShipmentStatus,
} from './store-order.status';

/** One ordered package with the prices of the day the order was made. */
export const storeOrderLineSchema = v.object({
  id: idSchema,
  packageId: idSchema,
  title: v.string(),
  pictureUrl: v.nullable(v.string()),
  quantity: countSchema,
  retailPriceFen: fenSchema,
  unitPriceFen: fenSchema,
  /** Given back of this line so far: pieces and money. */
  settledQuantity: countSchema,
  refundedFen: fenSchema,
});
export type StoreOrderLine = v.InferOutput<typeof storeOrderLineSchema>;

export const storeOrderSchema = v.object({
  id: idSchema,
  number: v.string(),
  status: v.picklist(valuesOf(StoreOrderStatus)),
  payWay: v.picklist(valuesOf(StorePayWay)),
  store: channelRefSchema,
  /** 下单人: who of the store ordered. */
  buyerName: v.string(),
  title: v.string(),
  pictureUrl: v.nullable(v.string()),
  quantity: countSchema,
  payableFen: fenSchema,
  /** 0 until it is paid. */
  paidFen: fenSchema,
  refundedFen: fenSchema,
  /** Until when it can be paid; after that it closes by itself. */
  payUntil: instantSchema,
  createdAt: instantSchema,
});
export type StoreOrder = v.InferOutput<typeof storeOrderSchema>;

export const storeShipmentItemSchema = v.object({ skuId: idSchema, name: v.string(), quantity: countSchema });
/** A shipping note of a store order. */
export const storeShipmentSchema = v.object({
  id: idSchema,
  number: v.string(),
  status: v.picklist(valuesOf(StoreShipmentStatus)),
  order: v.object({
    id: idSchema,
    number: v.string(),
    status: v.picklist(valuesOf(StoreOrderStatus)),
    title: v.string(),
  }),
  store: channelRefSchema,
  /** What this note sends (本次发货数). */
  items: v.array(storeShipmentItemSchema),
  carrierCode: v.nullable(v.string()),
  carrierName: v.nullable(v.string()),
  waybillNo: v.nullable(v.string()),
  createdAt: instantSchema,
  shippedAt: v.nullable(instantSchema),
  receivedAt: v.nullable(instantSchema),
});
export type StoreShipment = v.InferOutput<typeof storeShipmentSchema>;

export const storeShipmentDetailSchema = v.object({
  ...storeShipmentSchema.entries,
  receiver: receiverSchema,
  remark: v.nullable(v.string()),
  allowPartial: v.boolean(),
  /** Carriers it may be sent with. */
  carriers: v.array(carrierChoiceSchema),
  /** Where the parcel is, newest first; empty before it is shipped. */
  track: v.array(trackEventSchema),
  steps: v.array(documentStepSchema),
});
export type StoreShipmentDetail = v.InferOutput<typeof storeShipmentDetailSchema>;

export const storeAfterSaleSchema = v.object({
  id: idSchema,
  number: v.string(),
  status: v.picklist(valuesOf(StoreAfterSaleStatus)),
  turn: v.nullable(v.picklist(valuesOf(StoreAfterSaleTurn))),
  kind: v.picklist(valuesOf(StoreAfterSaleKind)),
  order: v.object({
    id: idSchema,
    number: v.string(),
    createdAt: instantSchema,
    payWay: v.picklist(valuesOf(StorePayWay)),
  }),
  store: channelRefSchema,
  title: v.string(),
  pictureUrl: v.nullable(v.string()),
  quantity: countSchema,
  /** What is asked for, and what goes back when it is confirmed. */
  amountFen: fenSchema,
  reason: v.string(),
  decisionNote: v.nullable(v.string()),
  carrierName: v.nullable(v.string()),
  waybillNo: v.nullable(v.string()),
  createdAt: instantSchema,
  endedAt: v.nullable(instantSchema),
});
export type StoreAfterSale = v.InferOutput<typeof storeAfterSaleSchema>;
export const storeAfterSaleDetailSchema = v.object({
  ...storeAfterSaleSchema.entries,
  /** Carriers by which goods may be sent back. */
  carriers: v.array(carrierChoiceSchema),
  steps: v.array(documentStepSchema),
});
export type StoreAfterSaleDetail = v.InferOutput<typeof storeAfterSaleDetailSchema>;

export const storeOrderDetailSchema = v.object({
  ...storeOrderSchema.entries,
  lines: v.array(storeOrderLineSchema),
  items: v.array(orderItemSchema),
  receiver: receiverSchema,
  remark: v.nullable(v.string()),
  /** Number of the bank receipt of an offline payment. */
  voucherNo: v.nullable(v.string()),
  paidAt: v.nullable(instantSchema),
  shipments: v.array(storeShipmentSchema),
  afterSales: v.array(storeAfterSaleSchema),
  /** Until when after-sale may be asked; null while nothing is received, or when it may not be asked any more. */
  afterSaleUntil: v.nullable(instantSchema),
  steps: v.array(documentStepSchema),
});
export type StoreOrderDetail = v.InferOutput<typeof storeOrderDetailSchema>;

export const storeQuoteSchema = v.object({
  lines: v.array(
    v.object({
      packageId: idSchema,
      name: v.string(),
      pictureUrl: v.nullable(v.string()),
      quantity: countSchema,
      retailPriceFen: fenSchema,
      unitPriceFen: fenSchema,
      amountFen: fenSchema,
      problem: v.nullable(v.string()),
    }),
  ),
  payableFen: fenSchema,
  /** Stored value the store has now; credit is never used for goods (rules.md §4). */
  storedValueFen: fenSchema,
  /** How much stored value is missing; 0 when it is enough. */
  shortageFen: fenSchema,
});
export type StoreQuote = v.InferOutput<typeof storeQuoteSchema>;
