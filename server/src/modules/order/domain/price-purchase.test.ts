import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeFreight } from './freight';
import { assertAgreed, pricePurchase, purchaseTitle } from './price-purchase';

const price = (retailPriceFen: number, quantity: number, rateBp: number) =>
  pricePurchase([{ offerId: 1, quantity, retailPriceFen }], { rateBp, freight: freeFreight });

describe('the price of a purchase', () => {
  it('rounds the unit price half-up to the fen and then multiplies', () => {
    expect(price(19_990, 3, 9500)).toMatchObject({
      goodsFen: 56_973,
      payableFen: 56_973,
      lines: [{ unitPriceFen: 18_991, amountFen: 56_973 }],
    });
  });

  it('is the sum of its lines and the freight, whatever is in it', () => {
    const wish = fc.record({
      offerId: fc.integer({ min: 1, max: 1000 }),
      quantity: fc.integer({ min: 1, max: 999 }),
      retailPriceFen: fc.integer({ min: 1, max: 10_000_000 }),
    });
    const rules = fc.record({ rateBp: fc.integer({ min: 1, max: 10_000 }), freightFen: fc.nat(10_000) });
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 20 }), rules, (wishes, given) => {
        const priced = pricePurchase(wishes, { ...given, freight: () => given.freightFen });
        const sum = priced.lines.reduce((total, line) => total + line.unitPriceFen * line.quantity, 0);
        expect(priced.payableFen).toBe(sum + given.freightFen);
        expect(priced.lines.every((line) => line.unitPriceFen <= line.retailPriceFen)).toBe(true);
      }),
    );
  });

  it('is taken only as the member saw it, line by line and in sum', () => {
    const priced = price(10_000, 2, 9000);
    const agree = (unitPriceFen: number, payableFen: number) => () =>
      assertAgreed(priced, { lines: [{ id: 1, unitPriceFen }], payableFen });

    expect(agree(9000, 18_000)).not.toThrow();
    expect(agree(10_000, 18_000)).toThrow('价格有变化');
    expect(agree(9000, 17_999)).toThrow('价格有变化');
    expect(() => assertAgreed(priced, { lines: [], payableFen: 18_000 })).toThrow('价格有变化');
  });

  it('is refused when nothing or too much would have to be paid online', () => {
    const free = price(1, 1, 1);
    const dear = price(100_000_000, 2, 10_000);
    const agreedTo = (priced: typeof free) => () =>
      assertAgreed(priced, {
        lines: priced.lines.map((line) => ({ id: line.offerId, unitPriceFen: line.unitPriceFen })),
        payableFen: priced.payableFen,
      });

    expect(agreedTo(free)).toThrow('订单金额超出在线支付的范围');
    expect(agreedTo(dear)).toThrow('订单金额超出在线支付的范围');
  });

  it('has a title that says how many kinds there are', () => {
    expect(purchaseTitle(['四对装'])).toBe('四对装');
    expect(purchaseTitle(['四对装', '六对装', '蟹醋'])).toBe('四对装 等 3 种');
  });
});
