import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  atHour,
  daysBetween,
  formatDay,
  formatInstant,
  monthsUntil,
  startOfDay,
  toDay,
  toIso,
  weekdayOf,
} from './date';

dayjs.extend(utc);
dayjs.extend(timezone);

describe('dates in Shanghai', () => {
  it('are those of the time zone database ever since daylight saving ended there', () => {
    // China turned its clocks for the last time on 15 September 1991.
    const instants = fc.date({
      min: new Date('1991-09-15T00:00:00Z'),
      max: new Date('2199-12-31T15:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        const local = dayjs(instant).tz('Asia/Shanghai');
        expect(toIso(instant)).toBe(local.format('YYYY-MM-DDTHH:mm:ss.SSSZ'));
        expect(toDay(instant)).toBe(local.format('YYYY-MM-DD'));
        expect(new Date(toIso(instant))).toEqual(instant);
      }),
    );
  });

  it('turns the day at midnight Shanghai time, not at midnight UTC', () => {
    expect(toDay(new Date('2026-10-05T15:59:59Z'))).toBe('2026-10-05');
    expect(toDay(new Date('2026-10-05T16:00:00Z'))).toBe('2026-10-06');
    expect(startOfDay('2026-10-06').toISOString()).toBe('2026-10-05T16:00:00.000Z');
  });

  it('writes instants with the offset', () => {
    expect(toIso(new Date('2026-10-05T16:00:00Z'))).toBe('2026-10-06T00:00:00.000+08:00');
  });

  it('finds the moment an hour of a day begins', () => {
    expect(toIso(atHour('2026-10-06', 18))).toBe('2026-10-06T18:00:00.000+08:00');
    expect(toIso(atHour('2026-10-06', 24))).toBe('2026-10-07T00:00:00.000+08:00');
  });

  it('counts days across a year end', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysBetween('2026-12-31', '2027-01-02')).toBe(2);
    expect(weekdayOf('2026-10-06')).toBe(2);
  });

  it('shows a day and an instant as people read them', () => {
    const now = new Date('2026-10-06T12:00:00+08:00');

    expect(formatDay('2026-10-06')).toBe('10 月 6 日（周二）');
    expect(formatInstant('2026-10-06T09:12:00+08:00', now)).toBe('10-06 09:12');
    expect(formatInstant('2025-10-06T09:12:00+08:00', now)).toBe('2025-10-06 09:12');
  });

  it('count months back over the turn of the year', () => {
    expect(monthsUntil('2026-02-28', 3)).toEqual(['2025-12', '2026-01', '2026-02']);
    expect(monthsUntil('2026-12-01', 1)).toEqual(['2026-12']);
    expect(monthsUntil('2026-11-21', 12)).toHaveLength(12);
  });
});
