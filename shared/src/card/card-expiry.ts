import { toDay } from '../kernel/date';

/** The last day on which a card that lapses at that instant can be used: midnight belongs to the day before. */
export function lastValidDay(expiresAt: string): string {
  return toDay(new Date(new Date(expiresAt).getTime() - 1));
}
