import { describe, expect, it } from 'vitest';
import { reviewUntil } from './review-period';

const completedAt = new Date('2026-10-06T09:00:00+08:00');
const order = { status: 'completed', completedAt, reviewedAt: null } as const;
const at = (now: string) => ({ reviewDays: 30, now: new Date(now) });

describe('the days in which an order can be reviewed', () => {
  it('begin when it is completed and end with the last of the configured days [MB-055]', () => {
    const end = new Date('2026-11-05T09:00:00+08:00');

    expect(reviewUntil(order, at('2026-10-06T09:00:00+08:00'))).toEqual(end);
    expect(reviewUntil(order, at('2026-11-05T09:00:00+08:00'))).toEqual(end);
    expect(reviewUntil(order, at('2026-11-05T09:00:00.001+08:00'))).toBeNull();
  });

  it('do not begin before, and end when everything has been reviewed', () => {
    const now = at('2026-10-07T09:00:00+08:00');

    expect(reviewUntil({ ...order, status: 'shipped', completedAt: null }, now)).toBeNull();
    expect(reviewUntil({ ...order, reviewedAt: completedAt }, now)).toBeNull();
  });
});
