import { addDays, atHour, toDay } from '@lakeside/shared/kernel/date';

export type DayState = 'open' | 'full' | 'closed' | 'past';

/** The settings that say which days may be promised at all. */
export interface DeliveryRules {
  deliveryLeadDays: number;
  deliveryCutoffHour: number;
  deliveryHorizonDays: number;
}

/** What the calendar says about one day of one package. */
export interface DayQuota {
  quota: number;
  taken: number;
  isClosed: boolean;
}

/** The first day that may still be promised: today plus the lead days, one more from the cut-off hour on. */
export function earliestDay(rules: DeliveryRules, now: Date): string {
  const today = toDay(now);
  const isAfterCutoff = now.getTime() >= atHour(today, rules.deliveryCutoffHour).getTime();
  return addDays(today, rules.deliveryLeadDays + (isAfterCutoff ? 1 : 0));
}

/**
 * Whether a day can be promised: `past` when it is too soon, `closed` when it lies beyond the horizon, was never opened or
 * was shut, `full` when every place is taken.
 */
export function dayState(
  row: DayQuota | null,
  promise: { day: string; rules: DeliveryRules; now: Date },
): DayState {
  const { day, rules, now } = promise;
  if (day < earliestDay(rules, now)) return 'past';
  if (day > addDays(toDay(now), rules.deliveryHorizonDays)) return 'closed';
  if (!row || row.isClosed || row.quota === 0) return 'closed';
  return row.taken < row.quota ? 'open' : 'full';
}

/** All days of a month `YYYY-MM`, in order. */
export function daysOfMonth(month: string): string[] {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}
