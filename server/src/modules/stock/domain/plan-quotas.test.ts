import { describe, expect, it } from 'vitest';
import { planQuotas } from './plan-quotas';

const existing = [
  { day: '2026-10-10', quota: 30, taken: 12, isClosed: false },
  { day: '2026-10-11', quota: 40, taken: 0, isClosed: false },
];
const change = (day: string, quota: number, isClosed = false) => ({ day, quota, isClosed });

describe('the quota calendar', () => {
  it('takes quotas up to the supply of the season and keeps what is promised', () => {
    const plan = planQuotas({
      existing,
      changes: [change('2026-10-10', 12, true), change('2026-10-12', 48)],
      supply: 100,
    });

    expect(plan.changed).toEqual([
      { day: '2026-10-10', quota: 12, isClosed: true, taken: 12 },
      { day: '2026-10-12', quota: 48, isClosed: false, taken: 0 },
    ]);
  });

  it('refuses quotas that together promise more than the season supplies', () => {
    expect(() => planQuotas({ existing, changes: [change('2026-10-12', 31)], supply: 100 })).toThrow(
      '各日配额合计 101 份，超过可供货的 100 份',
    );
    expect(() => planQuotas({ existing, changes: [], supply: 69 })).toThrow('各日配额合计 70 份');
  });

  it('refuses a quota below what is promised for the day', () => {
    expect(() => planQuotas({ existing, changes: [change('2026-10-10', 11)], supply: 100 })).toThrow(
      '2026-10-10 已约 12 份，不能少于这个数',
    );
  });

  it('takes the last word when a day is named twice', () => {
    const plan = planQuotas({
      existing,
      changes: [change('2026-10-12', 99), change('2026-10-12', 5)],
      supply: 100,
    });

    expect(plan.changed).toEqual([{ day: '2026-10-12', quota: 5, isClosed: false, taken: 0 }]);
  });
});
