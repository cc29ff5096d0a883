import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertStoreAgreed, priceStoreOrder } from './price-store-order';

const wish = { packageId: 1, quantity: 3, retailPriceFen: 19_990 };

describe('what goods cost a store', () => {
  it('is the retail price times the rate of the store, rounded half-up per piece [AD-149]', () => {
    const { lines, payableFen } = priceStoreOrder([wish], 6500);

    expect(lines[0]).toMatchObject({ unitPriceFen: 12_994, amountFen: 38_982 });
    expect(payableFen).toBe(38_982);
  });

  it('is nothing for an empty wish, which nobody can order', () => {
    const price = priceStoreOrder([], 6000);

    expect(price.payableFen).toBe(0);
    expect(() => assertStoreAgreed(price, { lines: [], payableFen: 0 })).toThrow('超出范围');
  });

  it('is refused when it is not what the store saw', () => {
    const price = priceStoreOrder([wish], 6000);
    const seen = { lines: [{ packageId: 1, unitPriceFen: 11_994 }], payableFen: 35_982 };

    expect(() => assertStoreAgreed(price, seen)).not.toThrow();
    expect(() => assertStoreAgreed(price, { ...seen, payableFen: 35_981 })).toThrow('价格有变化');
    expect(() => assertStoreAgreed(price, { ...seen, lines: [] })).toThrow('价格有变化');
  });

  it('sums to the parts and never passes the retail price', () => {
    const anyWish = fc.record({
      packageId: fc.integer({ min: 1, max: 9 }),
      quantity: fc.integer({ min: 1, max: 999 }),
      retailPriceFen: fc.integer({ min: 1, max: 10_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(anyWish), fc.integer({ min: 1, max: 10_000 }), (wishes, rateBp) => {
        const { lines, payableFen } = priceStoreOrder(wishes, rateBp);

        expect(payableFen).toBe(lines.reduce((sum, line) => sum + line.unitPriceFen * line.quantity, 0));
        for (const line of lines) expect(line.unitPriceFen).toBeLessThanOrEqual(line.retailPriceFen);
      }),
    );
  });
});
