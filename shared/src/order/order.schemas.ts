import * as v from 'valibot';
import { documentStepSchema } from '../document/document.contract';
import { countSchema, daySchema, fenSchema, idSchema, instantSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { RefundStatus } from '../payment/payment.status';
import { DeliveryType, OrderKind, OrderStatus, ShipmentStatus } from './order.status';

export const orderItemSchema = v.object({
  skuId: idSchema,
  name: v.string(),
  spec: v.string(),
  unit: v.string(),
  quantity: countSchema,
  shippedQuantity: countSchema,
});
export type OrderItem = v.InferOutput<typeof orderItemSchema>;

export const receiverSchema = v.object({
  name: v.string(),
  phone: v.string(),
  province: v.string(),
  city: v.string(),
  district: v.string(),
  detail: v.string(),
});
export type Receiver = v.InferOutput<typeof receiverSchema>;

/** Who ships: the platform (`id` null) or a 专卖店; null before dispatch. */
export const fulfillerSchema = v.nullable(
  v.object({ kind: v.picklist(['platform', 'store']), id: v.nullable(idSchema), name: v.string() }),
);

export const parcelSchema = v.object({
  shipmentId: idSchema,
  shipmentNumber: v.string(),
  status: v.picklist(valuesOf(ShipmentStatus)),
  carrierCode: v.nullable(v.string()),
  carrierName: v.nullable(v.string()),
  waybillNo: v.nullable(v.string()),
  shippedAt: v.nullable(instantSchema),
  items: v.array(v.object({ skuId: idSchema, name: v.string(), quantity: countSchema })),
});

export const trackEventSchema = v.object({ at: instantSchema, text: v.string() });

/** What a bought line may be. Cards are sold in orders of their own. */
export const orderLineKindSchema = v.picklist(['package', 'eCard', 'cardProduct']);
export type OrderLineKind = v.InferOutput<typeof orderLineKindSchema>;

/** One bought offer with the prices as they were when the order was made. */
export const orderLineSchema = v.object({
  kind: orderLineKindSchema,
  offerId: idSchema,
  title: v.string(),
  pictureUrl: v.nullable(v.string()),
  quantity: countSchema,
  retailPriceFen: fenSchema,
  /** The price of the member's level. */
  unitPriceFen: fenSchema,
});
export type OrderLine = v.InferOutput<typeof orderLineSchema>;

/** What only a bought order has. */
export const orderPurchaseSchema = v.object({
  lines: v.array(orderLineSchema),
  freightFen: fenSchema,
  payableFen: fenSchema,
  /** 0 until the payment has come. */
  paidFen: fenSchema,
  /** What was given back or is on its way back. */
  refundedFen: fenSchema,
  /** Until when it can be paid; after that it closes by itself. */
  payUntil: instantSchema,
  paidAt: v.nullable(instantSchema),
});
export type OrderPurchase = v.InferOutput<typeof orderPurchaseSchema>;

export const orderRefundSchema = v.object({
  id: idSchema,
  number: v.string(),
  amountFen: fenSchema,
  status: v.picklist(valuesOf(RefundStatus)),
  reason: v.string(),
  createdAt: instantSchema,
  refundedAt: v.nullable(instantSchema),
});
export type OrderRefund = v.InferOutput<typeof orderRefundSchema>;

export const orderSchema = v.object({
  id: idSchema,
  kind: v.picklist(valuesOf(OrderKind)),
  number: v.string(),
  status: v.picklist(valuesOf(OrderStatus)),
  title: v.string(),
  pictureUrl: v.nullable(v.string()),
  cardNo: v.nullable(v.string()),
  quantity: countSchema,
  /** 订单金额: what a purchase costs; the retail price of a redemption, which its card has paid. */
  amountFen: fenSchema,
  items: v.array(orderItemSchema),
  receiver: receiverSchema,
  /** The chosen day; the earliest one for goods that are sold without a day. */
  deliveryDay: daySchema,
  remark: v.nullable(v.string()),
  fulfiller: fulfillerSchema,
  /** Null for a redemption. */
  purchase: v.nullable(orderPurchaseSchema),
  createdAt: instantSchema,
});
export type OrderView = v.InferOutput<typeof orderSchema>;

export const orderDetailSchema = v.object({
  ...orderSchema.entries,
  parcels: v.array(parcelSchema),
  steps: v.array(documentStepSchema),
  refunds: v.array(orderRefundSchema),
  /** Until when the delivery day may still be changed; null when it may not. */
  rescheduleUntil: v.nullable(instantSchema),
  /** Until when something of it can still be reviewed; null when nothing can (MB-055). */
  reviewUntil: v.nullable(instantSchema),
  /** Whose calendar the delivery day was taken from. */
  packageId: v.nullable(idSchema),
});
export type OrderDetail = v.InferOutput<typeof orderDetailSchema>;

/** The member who ordered; null when the back office entered the redemption for a caller. */
export const buyerSchema = v.nullable(v.object({ id: idSchema, nickname: v.string(), phone: v.string() }));
export type Buyer = v.InferOutput<typeof buyerSchema>;

/** An order as the back office lists it (AD-283). */
export const deliveryOrderSchema = v.object({
  ...orderSchema.entries,
  /** Null for an order that sends no goods. */
  type: v.nullable(v.picklist(valuesOf(DeliveryType))),
  buyer: buyerSchema,
});
export type DeliveryOrder = v.InferOutput<typeof deliveryOrderSchema>;

export const deskOrderDetailSchema = v.object({
  ...orderDetailSchema.entries,
  type: deliveryOrderSchema.entries.type,
  buyer: buyerSchema,
  /** The payment that counts; null for a redemption and until money has come. */
  payment: v.nullable(v.object({ id: idSchema, number: v.string(), transactionId: v.nullable(v.string()) })),
});
export type DeskOrderDetail = v.InferOutput<typeof deskOrderDetailSchema>;
