import { addDays, weekdayOf } from '@lakeside/shared/kernel/date';

/** The weeks of a month, Monday first; days of the neighbouring months are null. `month` is `YYYY-MM`. */
export function monthGrid(month: string): (string | null)[][] {
  const days = daysOfMonth(month);
  const first = days[0];
  if (first === undefined) return [];
  const lead = (weekdayOf(first) + 6) % 7;
  const cells: (string | null)[] = [...Array.from({ length: lead }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_week, index) => cells.slice(index * 7, index * 7 + 7));
}

/** Every day of a month, `YYYY-MM-DD`. */
export function daysOfMonth(month: string): string[] {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}

/** The month `count` months later. */
export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number);
  const index = (year ?? 0) * 12 + (number ?? 1) - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** All days between two, both included, in either order. */
export function daysThrough(one: string, other: string): string[] {
  const [from, to] = one <= other ? [one, other] : [other, one];
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
