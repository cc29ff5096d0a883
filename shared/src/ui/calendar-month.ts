import { addDays, weekdayOf } from '../kernel/date';

/** How free a day is: `open` plenty, `few` nearly booked, `full` booked out, `closed` not offered. */
export type CalendarDayState = 'open' | 'few' | 'full' | 'closed';

export interface CalendarDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly state: CalendarDayState;
  /** A few characters under the number: `余 12`, `约满`. */
  readonly note?: string;
}

export interface CalendarCell extends CalendarDay {
  readonly dayOfMonth: number;
  readonly isInMonth: boolean;
}

/** The weeks of `month` (`YYYY-MM`), Monday first, filled up with the days around it. Days not given are closed. */
export function calendarWeeks(month: string, days: readonly CalendarDay[]): CalendarCell[][] {
  const first = `${month}-01`;
  const start = addDays(first, -((weekdayOf(first) + 6) % 7));
  const dayByDate = new Map(days.map((day) => [day.day, day]));
  const weeks: CalendarCell[][] = [];
  for (let monday = start; weeks.length === 0 || monday.startsWith(month); monday = addDays(monday, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, offset) => {
        const day = addDays(monday, offset);
        const known = dayByDate.get(day) ?? { day, state: 'closed' as const };
        return { ...known, dayOfMonth: Number(day.slice(8)), isInMonth: day.startsWith(month) };
      }),
    );
  }
  return weeks;
}

/** The month `count` months after `month`; negative goes back. */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
