import { stockError } from '@lakeside/shared/stock/stock.errors';
import type { DayQuota } from './delivery-day';

export interface QuotaChange {
  day: string;
  quota: number;
  isClosed: boolean;
}

export interface QuotaPlan {
  /** How many may be supplied in the season after the change. */
  supply: number;
  /** The calendar as it will be: each changed day once. */
  changed: (QuotaChange & { taken: number })[];
}

/**
 * Plans a change of a package's calendar. `existing` holds every day the calendar knows, also those that stay.
 * Refuses a quota below what is promised (QUOTA_BELOW_TAKEN) and quotas that promise more than the season supplies
 * (QUOTA_ABOVE_SUPPLY), so that goods can never be promised twice.
 */
export function planQuotas(calendar: {
  existing: readonly (DayQuota & { day: string })[];
  changes: readonly QuotaChange[];
  supply: number;
}): QuotaPlan {
  const takenByDay = new Map(calendar.existing.map((row) => [row.day, row.taken]));
  const quotaByDay = new Map(calendar.existing.map((row) => [row.day, row.quota]));
  const changeByDay = new Map(calendar.changes.map((change) => [change.day, change]));
  for (const { day, quota } of changeByDay.values()) {
    const taken = takenByDay.get(day) ?? 0;
    if (quota < taken) throw stockError('QUOTA_BELOW_TAKEN', { day, taken });
    quotaByDay.set(day, quota);
  }
  const total = [...quotaByDay.values()].reduce((sum, quota) => sum + quota, 0);
  if (total > calendar.supply) throw stockError('QUOTA_ABOVE_SUPPLY', { total, supply: calendar.supply });
  const changed = [...changeByDay.values()].map((change) => ({
    ...change,
    taken: takenByDay.get(change.day) ?? 0,
  }));
  return { supply: calendar.supply, changed };
}
