const minuteMs = 60_000;
const firstMinutes = 2;
const longestMinutes = 60;

/** When to ask WeChat again after `checks` questions without an end: 2, 4, 8 … at most 60 minutes later. */
export function nextCheckAt(now: Date, checks: number): Date {
  const minutes = Math.min(firstMinutes * 2 ** Math.min(checks, 10), longestMinutes);
  return new Date(now.getTime() + minutes * minuteMs);
}
