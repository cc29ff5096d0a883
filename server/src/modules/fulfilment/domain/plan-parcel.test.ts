import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planParcel } from './plan-parcel';

const crab = { skuId: 1, name: '公蟹', quantity: 4 };
const vinegar = { skuId: 2, name: '蟹醋', quantity: 1 };
const items = [crab, vinegar];

describe('a parcel', () => {
  it('takes everything when nothing else is asked', () => {
    expect(planParcel({ items, requested: null, allowPartial: false })).toEqual({ parcel: items, rest: [] });
  });

  it('may take a part when orders may be split, and leaves the rest', () => {
    const plan = planParcel({ items, requested: [{ skuId: 1, quantity: 3 }], allowPartial: true });

    expect(plan.parcel).toEqual([{ ...crab, quantity: 3 }]);
    expect(plan.rest).toEqual([{ ...crab, quantity: 1 }, vinegar]);
  });

  it('must take everything when orders may not be split', () => {
    const all = [
      { skuId: 2, quantity: 1 },
      { skuId: 1, quantity: 4 },
    ];

    expect(planParcel({ items, requested: all, allowPartial: false }).rest).toEqual([]);
    expect(() => planParcel({ items, requested: all.slice(0, 1), allowPartial: false })).toThrow(
      '未开启拆单',
    );
  });

  it('never takes more than is left, nor what the shipment does not hold', () => {
    const ask =
      (skuId: number, ...quantities: number[]) =>
      () =>
        planParcel({
          items,
          requested: quantities.map((quantity) => ({ skuId, quantity })),
          allowPartial: true,
        });

    expect(ask(1, 5)).toThrow('“公蟹”最多还能发 4');
    expect(ask(1, 3, 2)).toThrow('“公蟹”最多还能发 4');
    expect(ask(9, 1)).toThrow('最多还能发 0');
  });

  it('and the rest together are what there was', () => {
    const line = fc.record({ quantity: fc.integer({ min: 1, max: 9 }), take: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const held = lines.map(({ quantity }, index) => ({ skuId: index, name: '', quantity }));
        const requested = lines.map(({ quantity, take }, index) => ({
          skuId: index,
          quantity: Math.min(quantity, take),
        }));
        fc.pre(requested.some(({ quantity }) => quantity > 0));
        const plan = planParcel({ items: held, requested, allowPartial: true });
        const count = (skuId: number) =>
          [...plan.parcel, ...plan.rest]
            .filter((item) => item.skuId === skuId)
            .reduce((sum, item) => sum + item.quantity, 0);
        expect(held.map((item) => count(item.skuId))).toEqual(held.map((item) => item.quantity));
      }),
    );
  });
});
