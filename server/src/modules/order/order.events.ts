import { idSchema } from '@lakeside/shared/kernel/schemas';
import * as v from 'valibot';

/** A card was redeemed, or the delivery day of an order was changed. Delivered at least once to each listener. */
export const orderPlacedTopic = 'order.placed';
export const orderRescheduledTopic = 'order.rescheduled';
export const orderNewsPayload = v.object({ orderId: idSchema });

/** The payment of a bought order was taken. Delivered at least once to each listener; payload `orderNewsPayload`. */
export const orderPaidTopic = 'order.paid';

/** Everything of an order has been received. Delivered at least once to each listener. */
export const orderCompletedTopic = 'order.completed';

export const orderCompletedPayload = v.object({ orderId: idSchema });
export type OrderCompleted = v.InferOutput<typeof orderCompletedPayload>;
