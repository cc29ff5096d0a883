import type { NewMessage } from '../../platform/outbox/outbox';

export const smsCodeTopic = 'identity.smsCode';

/** An errand for the SMS service. The code travels sealed, since messages stay in the outbox table. */
export function smsCodeRequested(phone: string, sealedCode: string): NewMessage {
  return { topic: smsCodeTopic, payload: { phone, sealedCode } };
}
