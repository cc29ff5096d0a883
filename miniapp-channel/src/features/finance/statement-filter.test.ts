import { describe, expect, it } from 'vitest';
import { monthDays } from './statement-filter';

describe('the month of a statement', () => {
  it('runs from its first to its last day', () => {
    expect(monthDays('2026-10')).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    expect(monthDays('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(monthDays('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });

  it('is no limit while none is chosen', () => {
    expect(monthDays('')).toEqual({});
  });
});
