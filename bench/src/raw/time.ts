const shanghaiOffsetMs = 8 * 3600_000;

/** `2026-10-06T09:12:00.000+08:00`, as the API writes instants. */
export function toIso(instant: Date): string {
  return new Date(instant.getTime() + shanghaiOffsetMs).toISOString().replace('Z', '+08:00');
}

export function isoOrNull(instant: Date | null): string | null {
  return instant === null ? null : toIso(instant);
}

/** The day in Shanghai, `YYYY-MM-DD`. */
export function toDay(instant: Date): string {
  return toIso(instant).slice(0, 10);
}

/** The moment at which an hour of a day begins in Shanghai. */
export function atHour(day: string, hour: number): Date {
  return new Date(Date.parse(`${day}T00:00:00.000+08:00`) + hour * 3600_000);
}

export function addDays(day: string, count: number): string {
  return toDay(new Date(Date.parse(`${day}T12:00:00.000+08:00`) + count * 86_400_000));
}

/** The end of the same day some months later, the last day of a shorter month. */
export function endAfterMonths(day: string, months: number): Date {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const then = new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, lastDay)));
  return atHour(then.toISOString().slice(0, 10), 24);
}
