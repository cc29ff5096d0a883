import { expect, it } from 'vitest';
import { monthsFrom } from './months-from';

it('counts months on over the end of a year', () => {
  expect(monthsFrom('2026-11-21', 3)).toEqual(['2026-11', '2026-12', '2027-01']);
  expect(monthsFrom('2027-01-31', 2)).toEqual(['2027-01', '2027-02']);
});
