import type { DeliveryCalendar } from '@lakeside/shared/stock/stock.contract';
import { computed, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { toDay, weekdayOf } from '@lakeside/shared/kernel/date';
import { sdk } from '@/app/api';
import { useDetail } from '@/common/use-detail';
import { addMonths, daysOfMonth, daysThrough, monthGrid } from './month-grid';

export type CalendarDay = DeliveryCalendar['days'][number];

/** The quota calendar of one package and month, kept in the address, and the days chosen for a change. */
export function useDeliveryCalendar() {
  const route = useRoute();
  const router = useRouter();
  const packageId = computed(() => (typeof route.query.packageId === 'string' ? route.query.packageId : ''));
  const month = computed(() =>
    typeof route.query.month === 'string' && /^\d{4}-\d{2}$/.test(route.query.month)
      ? route.query.month
      : toDay(new Date()).slice(0, 7),
  );
  const detail = useDetail(
    () => (packageId.value === '' ? null : `${packageId.value}|${month.value}`),
    (_key, signal) =>
      sdk.stock.getDeliveryCalendar(
        { query: { packageId: packageId.value, month: month.value } },
        { signal },
      ),
  );
  const calendar = computed(() => detail.record);
  const weeks = computed(() => monthGrid(month.value));
  const dayByDate = computed(() => new Map(calendar.value?.days.map((day) => [day.day, day])));
  const chosen = ref<ReadonlySet<string>>(new Set());
  let lastPicked: string | null = null;

  watch([packageId, month], () => {
    chosen.value = new Set();
    lastPicked = null;
  });

  function show(query: { packageId?: string; month?: string }): void {
    void router.replace({ query: { packageId: packageId.value, month: month.value, ...query } });
  }

  /** Chooses or drops a day; with Shift the whole span since the last one. */
  function pick(day: string, withSpan: boolean): void {
    const next = new Set(chosen.value);
    if (withSpan && lastPicked !== null)
      for (const between of daysThrough(lastPicked, day)) next.add(between);
    else if (next.has(day)) next.delete(day);
    else next.add(day);
    lastPicked = day;
    chosen.value = next;
  }

  /** Chooses all days of the month that fall on these weekdays (0 = Sunday). */
  function pickWeekdays(weekdays: readonly number[]): void {
    chosen.value = new Set(daysOfMonth(month.value).filter((day) => weekdays.includes(weekdayOf(day))));
  }

  return {
    packageId,
    month,
    detail,
    calendar,
    weeks,
    dayByDate,
    chosen,
    pick,
    pickWeekdays,
    clear: () => (chosen.value = new Set()),
    showPackage: (id: string) => show({ packageId: id }),
    moveMonth: (count: number) => show({ month: addMonths(month.value, count) }),
  };
}
