import { describe, expect, it } from 'vitest';
import { nextCheckAt } from './check-delay';

describe('when WeChat is asked again', () => {
  it('is 2, 4, 8 … minutes later, and hourly from then on', () => {
    const now = new Date('2026-10-06T09:00:00+08:00');
    const minutes = [0, 1, 2, 3, 4, 5, 50].map(
      (checks) => (nextCheckAt(now, checks).getTime() - now.getTime()) / 60_000,
    );

    expect(minutes).toEqual([2, 4, 8, 16, 32, 60, 60]);
  });
});
