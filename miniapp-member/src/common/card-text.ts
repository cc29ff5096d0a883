import { toDay } from '@lakeside/shared/kernel/date';

/** `有效期至 2029-12-31`, the last day on which a card that lapses at that instant can be used; 长期有效 for null. */
export function cardExpiryText(expiresAt: string | null): string {
  return expiresAt === null ? '长期有效' : `有效期至 ${toDay(new Date(new Date(expiresAt).getTime() - 1))}`;
}
