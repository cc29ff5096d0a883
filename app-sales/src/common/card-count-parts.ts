import type { CardCounts } from '@lakeside/shared/card/card.schemas';
import { cardStatusName } from '@lakeside/shared/card/card.status';

export interface CardCountPart {
  key: 'inactive' | 'active' | 'used' | 'voided';
  label: string;
  count: number;
  /** Share of the bar in percent; the parts of a bar with cards in it add up to 100. */
  percent: number;
}

const keys = ['inactive', 'active', 'used', 'voided'] as const;

/** The cards of a channel by state, as parts of one bar. */
export function cardCountParts(counts: CardCounts): CardCountPart[] {
  const total = cardTotal(counts);
  return keys.map((key) => ({
    key,
    label: cardStatusName[key],
    count: counts[key],
    percent: total === 0 ? 0 : (counts[key] / total) * 100,
  }));
}

/** All cards whatever their state; the locked ones are among the inactive. */
export function cardTotal(counts: CardCounts): number {
  return keys.reduce((total, key) => total + counts[key], 0);
}
