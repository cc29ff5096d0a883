import { GiftStatus } from '@lakeside/shared/card/card.status';
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

/** A gift was accepted, or went back because nobody did. What its giver did is no news. Delivered at least once. */
export const giftEndedTopic = 'card.giftEnded';
export const giftEndedPayload = v.object({
  giftId: idSchema,
  number: v.string(),
  productId: idSchema,
  giverId: idSchema,
  /** Null when it went back. */
  receiverId: v.nullable(idSchema),
});
export type GiftEnded = v.InferOutput<typeof giftEndedPayload>;

/** The news to be told of an ended gift; none when the giver took it back. */
export function giftEnded(status: GiftStatus, ended: GiftEnded): NewMessage[] {
  return status === GiftStatus.takenBack ? [] : [{ topic: giftEndedTopic, payload: ended }];
}
