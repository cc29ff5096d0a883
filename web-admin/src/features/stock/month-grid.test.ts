import { describe, expect, it } from 'vitest';
import { addMonths, daysOfMonth, daysThrough, monthGrid } from './month-grid';

describe('the month of the delivery calendar', () => {
  it('begins weeks on Monday and leaves the neighbours empty', () => {
    const weeks = monthGrid('2026-10');

    expect(weeks[0]).toEqual([null, null, null, '2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04']);
    expect(weeks.at(-1)?.[5]).toBe('2026-10-31');
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });

  it('knows leap years', () => {
    expect(daysOfMonth('2028-02')).toHaveLength(29);
    expect(daysOfMonth('2026-02')).toHaveLength(28);
  });

  it('walks over the turn of the year', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
  });

  it('spans days in either order', () => {
    expect(daysThrough('2026-10-03', '2026-10-01')).toEqual(['2026-10-01', '2026-10-02', '2026-10-03']);
  });
});
