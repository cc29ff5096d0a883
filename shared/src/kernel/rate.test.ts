import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRate, parseRate } from './rate';

describe('a rate in a form', () => {
  it('is shown with two decimals, more only when needed', () => {
    expect([6000, 6550, 10_000, 1].map(formatRate)).toEqual(['0.60', '0.655', '1.00', '0.0001']);
  });

  it('reads back what it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (rateBp) => parseRate(formatRate(rateBp)) === rateBp),
    );
  });

  it('refuses zero, more than one, signs and words', () => {
    expect(['', '0', '0.00', '1.01', '-0.5', '6折', '0.60001', '.'].map(parseRate)).toEqual(
      Array(8).fill(null),
    );
  });
});
