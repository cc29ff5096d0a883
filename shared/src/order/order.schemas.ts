import * as v from 'valibot';
import { documentStepSchema } from '../document/document.contract';
import { countSchema, daySchema, fenSchema, idSchema, instantSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { OrderKind, OrderStatus, ShipmentStatus } from './order.status';

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

export const orderSchema = v.object({
  id: idSchema,
  kind: v.picklist(valuesOf(OrderKind)),
  number: v.string(),
  status: v.picklist(valuesOf(OrderStatus)),
  title: v.string(),
  pictureUrl: v.nullable(v.string()),
  cardNo: v.nullable(v.string()),
  quantity: countSchema,
  /** 订单金额: the retail price of everything in it. A redemption is paid by its card, so the member owes nothing. */
  amountFen: fenSchema,
  items: v.array(orderItemSchema),
  receiver: receiverSchema,
  deliveryDay: daySchema,
  remark: v.nullable(v.string()),
  fulfiller: fulfillerSchema,
  createdAt: instantSchema,
});
export type OrderView = v.InferOutput<typeof orderSchema>;

export const orderDetailSchema = v.object({
  ...orderSchema.entries,
  parcels: v.array(parcelSchema),
  steps: v.array(documentStepSchema),
  /** Until when the delivery day may still be changed; null when it may not. */
  rescheduleUntil: v.nullable(instantSchema),
  /** Whose calendar the delivery day was taken from. */
  packageId: v.nullable(idSchema),
});
export type OrderDetail = v.InferOutput<typeof orderDetailSchema>;
