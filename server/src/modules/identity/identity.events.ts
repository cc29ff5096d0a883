import * as v from 'valibot';
import type { NewMessage } from '../../platform/outbox/outbox';

export const smsCodeTopic = 'identity.smsCode';

/** The code travels sealed, since messages stay in the outbox table. `sentAt` in epoch milliseconds. */
export const smsCodePayloadSchema = v.object({
  phone: v.string(),
  sealedCode: v.string(),
  sentAt: v.number(),
});

/** An errand for the SMS service. */
export function smsCodeRequested(payload: v.InferOutput<typeof smsCodePayloadSchema>): NewMessage {
  return { topic: smsCodeTopic, payload };
}
