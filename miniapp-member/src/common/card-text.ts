import { lastValidDay } from '@lakeside/shared/card/card-expiry';

/** `有效期至 2029-12-31`; 长期有效 for a card that never lapses. */
export function cardExpiryText(expiresAt: string | null): string {
  return expiresAt === null ? '长期有效' : `有效期至 ${lastValidDay(expiresAt)}`;
}
