import { describe, expect, it } from 'vitest';
import { calendarDays, dayGoneText, isOpenDay, sharedDays } from './delivery-days';

const days = [
  { day: '2026-10-02', state: 'past', remaining: 40 },
  { day: '2026-10-03', state: 'open', remaining: 12 },
  { day: '2026-10-04', state: 'open', remaining: 58 },
  { day: '2026-10-05', state: 'open', remaining: 400 },
  { day: '2026-10-06', state: 'full', remaining: 0 },
  { day: '2026-10-07', state: 'closed', remaining: 0 },
] as const;

describe('the days a package can be delivered on', () => {
  it('tells how many places a day has left, and why another cannot be chosen', () => {
    expect(calendarDays(days).map(({ state, note }) => `${state} ${note ?? ''}`)).toEqual([
      'closed 已截止',
      'few 余 12',
      'open 余 58',
      'open 充足',
      'full 约满',
      'closed 不送',
    ]);
  });

  it('offers several packages only the days that all of them have', () => {
    const other = [
      { day: '2026-10-02', state: 'past', remaining: 9 },
      { day: '2026-10-03', state: 'open', remaining: 3 },
      { day: '2026-10-04', state: 'full', remaining: 0 },
      { day: '2026-10-05', state: 'closed', remaining: 0 },
      { day: '2026-10-06', state: 'open', remaining: 7 },
      { day: '2026-10-07', state: 'full', remaining: 0 },
    ] as const;

    expect(sharedDays([days, other]).map(({ state, remaining }) => [state, remaining])).toEqual([
      ['past', 9],
      ['open', 3],
      ['full', 0],
      ['closed', 0],
      ['full', 0],
      ['closed', 0],
    ]);
    expect(sharedDays([days])).toEqual(days);
    expect(sharedDays([])).toEqual([]);
  });

  it('takes only an open day for one that can be booked', () => {
    expect(isOpenDay(days, '2026-10-04')).toBe(true);
    expect(isOpenDay(days, '2026-10-06')).toBe(false);
    expect(isOpenDay(days, '2026-11-04')).toBe(false);
  });

  it('names the day that was booked up', () => {
    expect(dayGoneText('2026-10-06')).toBe('10 月 6 日（周二）刚刚约满，请换一天');
  });
});
