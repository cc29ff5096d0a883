import { formatDay } from '@lakeside/shared/kernel/date';
import type { DeliveryDay } from '@lakeside/shared/stock/stock.contract';
import type { CalendarDay } from '@lakeside/shared/ui/calendar-month';

/** From this many places down a day counts as nearly booked. */
const fewPlaces = 20;
/** Above this the exact number tells nobody anything. */
const plentyPlaces = 99;

/** The first of these that a package says of a day holds for all that come on it. */
const strongestFirst = ['past', 'closed', 'full', 'open'] as const;

/** The days on which all packages can come: as many places as the scarcest of them has. */
export function sharedDays(calendars: readonly (readonly DeliveryDay[])[]): DeliveryDay[] {
  const [first = []] = calendars;
  return first.map(({ day }) => {
    const same = calendars.flatMap((calendar) => calendar.filter((one) => one.day === day));
    const state = strongestFirst.find((strong) => same.some((one) => one.state === strong)) ?? 'closed';
    return { day, state, remaining: Math.min(...same.map((one) => one.remaining)) };
  });
}

/** How the days of a package look on the calendar. */
export function calendarDays(days: readonly DeliveryDay[]): CalendarDay[] {
  return days.map(({ day, state, remaining }): CalendarDay => {
    if (state === 'full') return { day, state: 'full', note: '约满' };
    if (state === 'past') return { day, state: 'closed', note: '已截止' };
    if (state === 'closed') return { day, state: 'closed', note: '不送' };
    if (remaining > plentyPlaces) return { day, state: 'open', note: '充足' };
    return { day, state: remaining <= fewPlaces ? 'few' : 'open', note: `余 ${remaining}` };
  });
}

/** True when the day is among those read and can still be booked. */
export function isOpenDay(days: readonly DeliveryDay[], day: string): boolean {
  return days.some((one) => one.day === day && one.state === 'open');
}

/** Refusals that mean: the day is gone, look at the calendar again. */
export function isDayGone(code: string): boolean {
  return code === 'DELIVERY_DAY_FULL' || code === 'DELIVERY_DAY_CLOSED';
}

/** What to say when the day a member chose was booked up meanwhile; everything else they entered stays. */
export function dayGoneText(day: string): string {
  return `${formatDay(day)}刚刚约满，请换一天`;
}
