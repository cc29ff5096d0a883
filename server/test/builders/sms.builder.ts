import { type PhoneAudience, smsContract } from '@lakeside/shared/identity/identity.contract';
import type { TestApp } from '../kit/test-app';

let count = 0;

/** A phone nobody has yet. */
export function aPhone(): string {
  count += 1;
  return `139${String(10_000_000 + count)}`;
}

/** Asks for a code and answers it; the demo shows it instead of sending it. */
export async function anSmsCode(app: TestApp, audience: PhoneAudience, phone: string): Promise<string> {
  const { body } = await app.call(smsContract.requestSmsCode, { input: { body: { audience, phone } } });
  return body.demoCode ?? '';
}
