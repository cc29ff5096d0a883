import { countSchema, idSchema } from '@lakeside/shared/kernel/schemas';
import * as v from 'valibot';
import type { NewMessage } from '../../platform/outbox/outbox';

/** An activation request has reached another channel, which must act on it or waited for it. Delivered at least once. */
export const activationMovedTopic = 'card.activationMoved';
export const activationMovedPayload = v.object({
  activationId: idSchema,
  number: v.string(),
  move: v.picklist(['requested', 'done', 'rejected']),
  fromChannelId: idSchema,
  toChannelId: idSchema,
  cardCount: countSchema,
});
export type ActivationMoved = v.InferOutput<typeof activationMovedPayload>;

/** The news to be told; none when a channel acts on its own request. */
export function activationMoved(moved: ActivationMoved): NewMessage[] {
  return moved.fromChannelId === moved.toChannelId ? [] : [{ topic: activationMovedTopic, payload: moved }];
}
