import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  cardSelectionSchema,
  countOfRange,
  findOverlap,
  formatCardNo,
  nextCardNo,
  normalizeCardNo,
  parseCardNoList,
} from './card-number';

describe('card numbers', () => {
  it('counts a range by its trailing digits', () => {
    expect(countOfRange({ from: '882604150031', to: '882604150130' })).toBe(100);
    expect(countOfRange({ from: 'YC26A0099', to: 'YC26A0101' })).toBe(3);
  });

  it('refuses two ends that are not one run', () => {
    const pairs = [
      ['882604150130', '882604150031'],
      ['88260415003', '882604150130'],
      ['YC26A0099', 'YC26B0101'],
      ['YC26AA', 'YC26AA'],
    ];
    expect(pairs.map(([from = '', to = '']) => countOfRange({ from, to }))).toEqual([null, null, null, null]);
  });

  it('walks from the first number to the last of a range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 900 }), (start, length) => {
        const from = `YC${String(start).padStart(8, '0')}`;
        const to = nextCardNo(from, length) ?? '';
        expect(countOfRange({ from, to })).toBe(length + 1);
      }),
    );
    expect(nextCardNo('A9999', 1)).toBeNull();
  });

  it('names a number that two parts of a selection share', () => {
    expect(findOverlap({ ranges: [{ from: 'A0001', to: 'A0010' }], cardNos: ['A0011'] })).toBeNull();
    expect(findOverlap({ ranges: [{ from: 'A0001', to: 'A0010' }], cardNos: ['A0005'] })).toContain('A0005');
    expect(
      findOverlap({
        ranges: [
          { from: 'A0001', to: 'A0010' },
          { from: 'A0010', to: 'A0012' },
        ],
        cardNos: [],
      }),
    ).toContain('A0010');
  });

  it('accepts at most 10,000 numbers and at least one', () => {
    const parse = (count: number) =>
      v.safeParse(cardSelectionSchema, { ranges: [{ from: 'A00001', to: nextCardNo('A00001', count - 1) }] })
        .success;
    expect([parse(10_000), parse(10_001)]).toEqual([true, false]);
    expect(v.safeParse(cardSelectionSchema, {}).success).toBe(false);
  });

  it('reads pasted numbers with any separators and hands back what is not a number', () => {
    const parsed = parseCardNoList('8826 0415 0031\n882604150032，8826-0415-0031; 你好 \n');

    expect(parsed).toEqual({ cardNos: ['882604150031', '882604150032'], rejected: ['你好'] });
  });

  it('prints a number in groups of four and reads it back', () => {
    expect(formatCardNo('882604150031')).toBe('8826 0415 0031');
    expect(normalizeCardNo(formatCardNo('e7k294mx1q8d'))).toBe('E7K294MX1Q8D');
  });
});
