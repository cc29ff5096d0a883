import { idSchema } from '@lakeside/shared/kernel/schemas';
import * as v from 'valibot';

/** An order was given to a place, or to another one. Delivered at least once to each listener. */
export const orderDispatchedTopic = 'order.dispatched';
export const orderDispatchedPayload = v.object({
  orderId: idSchema,
  /** The 专卖店 that ships; null = the platform. */
  channelId: v.nullable(idSchema),
});

/** A parcel has left its place. Delivered at least once to each listener. */
export const shipmentShippedTopic = 'shipment.shipped';
export const shipmentShippedPayload = v.object({
  shipmentId: idSchema,
  orderId: idSchema,
  channelId: v.nullable(idSchema),
  /** It replaces goods that were sent before; what is due of the order has left already. */
  isExchange: v.optional(v.boolean(), false),
});
