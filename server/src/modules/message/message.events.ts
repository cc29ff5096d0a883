import { idSchema } from '@lakeside/shared/kernel/schemas';
import * as v from 'valibot';
import type { NewMessage } from '../../platform/outbox/outbox';

/** An errand: show this message to this person on WeChat. */
export const pushTopic = 'message.push';
export const pushPayload = v.object({ messageId: idSchema, grantId: idSchema });

export function pushRequested(messageId: number, grantId: number): NewMessage {
  return {
    topic: pushTopic,
    payload: { messageId, grantId },
    dedupeKey: `${pushTopic}:${messageId}:${grantId}`,
  };
}
