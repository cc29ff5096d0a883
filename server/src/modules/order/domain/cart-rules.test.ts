import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertFits, leftAfterOrder, maxCartQuantity, mergedQuantity } from './cart-rules';

describe('the rules of the cart', () => {
  it('makes one line of the same offer and never holds more than 999 of it [MB-017]', () => {
    expect(mergedQuantity(0, 1)).toBe(1);
    expect(mergedQuantity(2, 3)).toBe(5);
    expect(mergedQuantity(998, 5)).toBe(maxCartQuantity);
  });

  it('refuses the line after the hundredth', () => {
    expect(() => assertFits(99, 1)).not.toThrow();
    expect(() => assertFits(100, 1)).toThrow(expect.objectContaining({ code: 'CART_FULL' }));
    expect(() => assertFits(98, 3)).toThrow('购物车最多放 100 种商品');
  });

  it('keeps exactly what was not ordered', () => {
    const pieces = fc.integer({ min: 1, max: maxCartQuantity });
    fc.assert(
      fc.property(pieces, pieces, (inCart, ordered) => {
        const left = leftAfterOrder(inCart, ordered);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBe(ordered >= inCart ? 0 : inCart - ordered);
      }),
    );
  });
});
