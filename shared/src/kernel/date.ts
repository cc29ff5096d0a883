import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);

/** All business dates are days in Shanghai, wherever the process runs. China has no daylight saving, so the offset is fixed. */
const shanghaiOffsetMinutes = 8 * 60;
const shanghaiOffsetMs = shanghaiOffsetMinutes * 60_000;

function inShanghai(instant: Date | string) {
  return dayjs(instant).utcOffset(shanghaiOffsetMinutes);
}

/** `2026-10-06T09:12:00.000+08:00`, the form of every instant in the API. */
export function toIso(instant: Date): string {
  // Every answer is full of instants, and the fixed offset makes adding enough; the day library takes ten times as long.
  return `${shiftedToShanghai(instant).slice(0, -1)}+08:00`;
}

/** The calendar day in Shanghai at that instant, `YYYY-MM-DD`. */
export function toDay(instant: Date): string {
  return shiftedToShanghai(instant).slice(0, 10);
}

/** What a clock in Shanghai shows, written as if it were UTC. */
function shiftedToShanghai(instant: Date): string {
  return new Date(instant.getTime() + shanghaiOffsetMs).toISOString();
}

/** Midnight in Shanghai at which that day begins. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00.000+08:00`);
}

/** The moment at which that hour of the day begins in Shanghai; hour 24 is the midnight that ends the day. */
export function atHour(day: string, hour: number): Date {
  return new Date(startOfDay(day).getTime() + hour * 3_600_000);
}

export function addDays(day: string, count: number): string {
  return dayjs.utc(day).add(count, 'day').format('YYYY-MM-DD');
}

/** Whole days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayjs.utc(to).diff(dayjs.utc(from), 'day');
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: string): number {
  return dayjs.utc(day).day();
}

const weekdayNames = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** `10 月 6 日（周二）`. */
export function formatDay(day: string): string {
  const date = dayjs.utc(day);
  return `${date.month() + 1} 月 ${date.date()} 日（周${weekdayNames[date.day()] ?? ''}）`;
}

/** `10-06 09:12`, with the year in front when it is not `now`'s year. */
export function formatInstant(instant: string | Date, now: Date): string {
  const local = inShanghai(instant);
  return local.format(local.year() === inShanghai(now).year() ? 'MM-DD HH:mm' : 'YYYY-MM-DD HH:mm');
}

/** `09:12`. */
export function formatClock(instant: string | Date): string {
  return inShanghai(instant).format('HH:mm');
}

/** `2026-10-06 09:12:33`. */
export function formatInstantFull(instant: string | Date): string {
  return inShanghai(instant).format('YYYY-MM-DD HH:mm:ss');
}

/** The `count` months `YYYY-MM` that end with the month of `day`, the oldest first. */
export function monthsUntil(day: string, count: number): string[] {
  const last = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_month, index) => {
    const month = last - count + 1 + index;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}
