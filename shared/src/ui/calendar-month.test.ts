import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, calendarWeeks } from './calendar-month';

describe('the month to choose a delivery day from', () => {
  it('begins on Monday and shows the days around the month', () => {
    const weeks = calendarWeeks('2026-10', [{ day: '2026-10-06', state: 'few', note: '余 12' }]);

    expect(weeks.map((week) => [week[0]?.day, week[6]?.day])).toEqual([
      ['2026-09-28', '2026-10-04'],
      ['2026-10-05', '2026-10-11'],
      ['2026-10-12', '2026-10-18'],
      ['2026-10-19', '2026-10-25'],
      ['2026-10-26', '2026-11-01'],
    ]);
    expect(weeks[1]?.[1]).toEqual({
      day: '2026-10-06',
      state: 'few',
      note: '余 12',
      dayOfMonth: 6,
      isInMonth: true,
    });
    expect(weeks[1]?.[2]).toMatchObject({ state: 'closed', isInMonth: true });
  });

  it('holds every day of any month exactly once', () => {
    const month = fc.integer({ min: 0, max: 12 * 200 }).map((count) => addMonths('1990-01', count));
    fc.assert(
      fc.property(month, (shown) => {
        const days = calendarWeeks(shown, [])
          .flat()
          .filter((cell) => cell.isInMonth);
        const expected = new Date(
          Date.UTC(Number(shown.slice(0, 4)), Number(shown.slice(5, 7)), 0),
        ).getUTCDate();
        expect(days.map((cell) => cell.dayOfMonth)).toEqual(
          Array.from({ length: expected }, (_, index) => index + 1),
        );
      }),
    );
  });

  it('turns over the year both ways', () => {
    expect([addMonths('2026-12', 1), addMonths('2026-01', -1), addMonths('2026-10', 3)]).toEqual([
      '2027-01',
      '2025-12',
      '2027-01',
    ]);
  });
});
