import { describe, expect, it } from 'vitest';
import { dayState, daysOfMonth, earliestDay } from './delivery-day';

const rules = { deliveryLeadDays: 2, deliveryCutoffHour: 18, deliveryHorizonDays: 30 };
const at = (time: string) => new Date(`2026-10-06T${time}+08:00`);
const free = { quota: 10, taken: 0, isClosed: false };
const stateOf = (day: string, row: typeof free | null = free) =>
  dayState(row, { day, rules, now: at('09:00:00') });

describe('a delivery day', () => {
  it('can be promised from the lead time on, one day later once the cut-off hour has come', () => {
    expect(earliestDay(rules, at('17:59:59.999'))).toBe('2026-10-08');
    expect(earliestDay(rules, at('18:00:00'))).toBe('2026-10-09');
    expect(earliestDay({ ...rules, deliveryCutoffHour: 24 }, at('23:59:59.999'))).toBe('2026-10-08');
    expect(earliestDay({ ...rules, deliveryCutoffHour: 0 }, at('00:00:00'))).toBe('2026-10-09');
  });

  it('is past when too soon, closed beyond the horizon, and takes the last day of the horizon', () => {
    expect(stateOf('2026-10-07')).toBe('past');
    expect(stateOf('2026-10-08')).toBe('open');
    expect(stateOf('2026-11-05')).toBe('open');
    expect(stateOf('2026-11-06')).toBe('closed');
  });

  it('is closed when nobody opened it or the back office shut it, full when every place is taken', () => {
    expect(stateOf('2026-10-10', null)).toBe('closed');
    expect(stateOf('2026-10-10', { quota: 0, taken: 0, isClosed: false })).toBe('closed');
    expect(stateOf('2026-10-10', { quota: 10, taken: 3, isClosed: true })).toBe('closed');
    expect(stateOf('2026-10-10', { quota: 10, taken: 9, isClosed: false })).toBe('open');
    expect(stateOf('2026-10-10', { quota: 10, taken: 10, isClosed: false })).toBe('full');
  });

  it('is listed for every day of a month', () => {
    expect(daysOfMonth('2028-02')).toHaveLength(29);
    expect(daysOfMonth('2026-12').at(-1)).toBe('2026-12-31');
  });
});
