import type { DeliveryDay } from '@lakeside/shared/stock/stock.contract';
import { createLatestCall } from '@lakeside/shared/sdk/latest-call';
import { errorMessage } from '@lakeside/shared/sdk/sdk-error';
import { addMonths } from '@lakeside/shared/ui/calendar-month';
import { computed, ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';
import { calendarDays, isOpenDay, sharedDays } from './delivery-days';

/** How many months ahead a day may be looked for. */
const monthsAhead = 5;

/** The calendar of the packages that are to come on one day: the month shown, its days, the day chosen. `today` is the day it is opened on. */
export function useDeliveryCalendar(today: string) {
  const minMonth = today.slice(0, 7);
  const maxMonth = addMonths(minMonth, monthsAhead);
  const month = ref(minMonth);
  const chosenDay = ref('');
  const days = shallowRef<DeliveryDay[]>([]);
  const isLoading = ref(false);
  const errorText = ref('');
  const latestCall = createLatestCall();
  let packageIds: readonly number[] = [];

  /** Opens on the first month that has a free day, or on this month when none has. */
  async function open(...ofPackages: number[]): Promise<void> {
    packageIds = ofPackages;
    await showMonth(minMonth);
    while (errorText.value === '' && month.value < maxMonth && !hasFreeDay())
      await showMonth(addMonths(month.value, 1));
    if (errorText.value === '' && !hasFreeDay()) await showMonth(minMonth);
  }

  function hasFreeDay(): boolean {
    return days.value.some((day) => day.state === 'open');
  }

  async function showMonth(next: string): Promise<void> {
    if (next !== month.value) days.value = [];
    month.value = next;
    isLoading.value = true;
    errorText.value = '';
    const outcome = await latestCall.run(async (signal) =>
      sharedDays(
        await Promise.all(
          packageIds.map((packageId) =>
            sdk.order.listDeliveryDays({ query: { packageId, month: next } }, { signal }),
          ),
        ),
      ),
    );
    if (outcome.kind === 'overtaken') return;
    isLoading.value = false;
    if (outcome.kind === 'failed') errorText.value = errorMessage(outcome.error);
    else days.value = outcome.value;
  }

  /** Reads the month again and lets go of the chosen day when it can no longer be booked. */
  async function refresh(): Promise<void> {
    await showMonth(month.value);
    const isShown = chosenDay.value.startsWith(month.value);
    if (errorText.value === '' && isShown && !isOpenDay(days.value, chosenDay.value)) chosenDay.value = '';
  }

  /** The server says the chosen day is gone: back to its month, nothing chosen. */
  async function dropChosenDay(): Promise<void> {
    const monthOfDay = chosenDay.value.slice(0, 7);
    chosenDay.value = '';
    await showMonth(monthOfDay === '' ? month.value : monthOfDay);
  }

  return {
    firstDay: today,
    month,
    minMonth,
    maxMonth,
    chosenDay,
    calendar: computed(() => calendarDays(days.value)),
    hasNoFreeDay: computed(() => !isLoading.value && errorText.value === '' && !hasFreeDay()),
    isLoading,
    errorText,
    open,
    showMonth,
    refresh,
    dropChosenDay,
  };
}

export type DeliveryCalendar = ReturnType<typeof useDeliveryCalendar>;
