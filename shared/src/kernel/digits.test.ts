import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToDigits, subtractDigits } from './digits';

const digits = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 24 })
  .map((parts) => parts.join(''));

describe('numbers of up to 24 digits', () => {
  it('are added to exactly and keep their width', () => {
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 10 ** 12 }), (text, offset) => {
        expect(addToDigits(text, offset)).toBe(
          (BigInt(text) + BigInt(offset)).toString().padStart(text.length, '0'),
        );
      }),
    );
  });

  it('are subtracted exactly, or not at all when the difference is too large', () => {
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 10 ** 12 }), (text, offset) => {
        const to = addToDigits(text, offset) ?? '';
        expect([subtractDigits(to, text), subtractDigits(text, to)]).toEqual([offset, 0 - offset]);
      }),
    );
    expect(subtractDigits('9'.repeat(24), '0'.repeat(24))).toBeNull();
  });

  it('do not go below zero', () => {
    expect([addToDigits('0005', -6), addToDigits('0005', -5)]).toEqual([null, '0000']);
  });
});
