import { parseYuan } from '@lakeside/shared/kernel/money';

/** The open interval a child's rate must lie in, in basis points (rules.md §3). */
export interface RateBounds {
  aboveBp: number;
  belowBp: number;
}

/** Rates are offered in whole hundredths, as the bounds of the rules are given. */
const stepBp = 100;

/** The least and greatest hundredth strictly inside the bounds; null when no rate fits between. */
export function rateRange(bounds: RateBounds): { minBp: number; maxBp: number } | null {
  const minBp = Math.floor(bounds.aboveBp / stepBp) * stepBp + stepBp;
  const maxBp = Math.ceil(bounds.belowBp / stepBp) * stepBp - stepBp;
  return minBp > maxBp ? null : { minBp, maxBp };
}

/** `6100` → `0.61`, the form a rate is typed in. */
export function rateText(rateBp: number): string {
  return (rateBp / 10_000).toFixed(rateBp % 100 === 0 ? 2 : 4);
}

/** Reads `0.61` as 6100; null for anything else. */
export function parseRate(text: string): number | null {
  const hundredths = parseYuan(text.trim());
  return hundredths === null || hundredths <= 0 || hundredths > 100 ? null : hundredths * 100;
}

/** Why a rate is refused; null when it lies inside. Both bounds are themselves outside. */
export function rateRefusal(rateBp: number | null, bounds: RateBounds): string | null {
  if (rateBp === null) return '请输入两位小数的折扣，如 0.70';
  if (rateBp <= bounds.aboveBp) return `必须高于你的折扣 ${rateText(bounds.aboveBp)}`;
  if (rateBp >= bounds.belowBp) return `必须低于会员折扣 ${rateText(bounds.belowBp)}`;
  return null;
}
