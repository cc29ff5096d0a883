import { idSchema } from '@lakeside/shared/kernel/schemas';
import * as v from 'valibot';

/** Everything of an order has been received. Delivered at least once to each listener. */
export const orderCompletedTopic = 'order.completed';

export const orderCompletedPayload = v.object({ orderId: idSchema });
export type OrderCompleted = v.InferOutput<typeof orderCompletedPayload>;
