import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRate, formatDiscount, formatFen, formatYuan, parseYuan, portionOf, sumFen } from './money';

describe('money', () => {
  it('rounds each price half-up to the fen as the worked examples do', () => {
    expect([6500, 7200, 8000, 9500].map((rate) => applyRate(19_990, rate))).toEqual([
      12_994, 14_393, 15_992, 18_991,
    ]);
  });

  it('keeps the standard example at 600, 700, 800 and 900 yuan', () => {
    expect([6000, 7000, 8000, 9000].map((rate) => applyRate(100_000, rate))).toEqual([
      60_000, 70_000, 80_000, 90_000,
    ]);
  });

  it('never differs from the exact price by more than half a fen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 10 }),
        fc.integer({ min: 0, max: 10_000 }),
        (price, rate) => {
          const error = BigInt(applyRate(price, rate)) * 10_000n - BigInt(price) * BigInt(rate);
          expect(error > -5000n && error <= 5000n).toBe(true);
        },
      ),
    );
  });

  it('refuses amounts that are not whole fen', () => {
    expect(() => applyRate(1.5, 5000)).toThrow(RangeError);
    expect(() => sumFen([1, 0.1])).toThrow(RangeError);
    expect(sumFen([])).toBe(0);
  });

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }), (fen) => {
        expect(parseYuan(formatFen(fen))).toBe(fen);
      }),
    );
    expect(formatYuan(-123_456)).toBe('-¥1,234.56');
  });

  it('refuses text that is not an amount', () => {
    expect(['', '1.234', '1e3', '12,34', 'abc', '--1', '１００'].map(parseYuan)).toEqual(Array(7).fill(null));
  });

  it('names a rate the way a price list does', () => {
    expect([6000, 8550, 10_000].map(formatDiscount)).toEqual(['6 折', '8.55 折', '原价']);
  });

  it('gives away exactly the amount when its units are taken one after another', () => {
    expect(portionOf(100, 1, 3)).toBe(33);
    expect(portionOf(67, 1, 2)).toBe(33);
    expect(portionOf(34, 1, 1)).toBe(34);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_000_000_000_000 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 }),
        (amount, takes) => {
          let left = amount;
          let units = takes.reduce((sum, take) => sum + take, 0);
          for (const take of takes) {
            const portion = portionOf(left, take, units);
            expect(portion).toBeGreaterThanOrEqual(0);
            left -= portion;
            units -= take;
          }
          expect(left).toBe(0);
        },
      ),
    );
  });
});
