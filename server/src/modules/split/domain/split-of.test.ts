import { SplitSource } from '@lakeside/shared/split/split.status';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitOf } from './split-of';

const yuan = 100;
const movement = fc.record({
  source: fc.constantFrom(...Object.values(SplitSource)),
  movedFen: fc.integer({ min: 1, max: 10_000_000_000 }),
});
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe('whose money it is', () => {
  it('gives online payments to 上海销售公司, top-ups and ordered goods to 阳澄湖集团 [AD-331] [AD-332] [AD-333]', () => {
    const lines = [
      splitOf('payment', 9_500 * yuan),
      splitOf('refund', 500 * yuan),
      splitOf('topUp', 60_000 * yuan),
      splitOf('topUpReversal', 10_000 * yuan),
      splitOf('goodsPayment', 12_000 * yuan),
      splitOf('goodsRefund', 2_000 * yuan),
    ];
    expect(lines).toEqual([
      { party: 'salesCompany', amountFen: 9_500 * yuan },
      { party: 'salesCompany', amountFen: -500 * yuan },
      { party: 'group', amountFen: 60_000 * yuan },
      { party: 'group', amountFen: -10_000 * yuan },
      { party: 'group', amountFen: 12_000 * yuan },
      { party: 'group', amountFen: -2_000 * yuan },
    ]);
  });

  it('loses and makes no fen: the lines of each source come to the money that moved', () => {
    fc.assert(
      fc.property(fc.array(movement), (movements) => {
        const lines = movements.map(({ source, movedFen }) => ({ source, ...splitOf(source, movedFen) }));
        for (const source of Object.values(SplitSource)) {
          const moved = sum(movements.filter((one) => one.source === source).map((one) => one.movedFen));
          const split = sum(lines.filter((one) => one.source === source).map((one) => one.amountFen));
          expect(Math.abs(split)).toBe(moved);
        }
        const came = (way: SplitSource, back: SplitSource) =>
          sum(movements.filter((one) => one.source === way).map((one) => one.movedFen)) -
          sum(movements.filter((one) => one.source === back).map((one) => one.movedFen));
        const of = (party: string) =>
          sum(lines.filter((one) => one.party === party).map((one) => one.amountFen));
        expect(of('salesCompany')).toBe(came('payment', 'refund'));
        expect(of('group')).toBe(came('topUp', 'topUpReversal') + came('goodsPayment', 'goodsRefund'));
      }),
    );
  });

  it('knows no line without money', () => {
    for (const movedFen of [0, -1, 0.5, Number.NaN]) {
      expect(() => splitOf('payment', movedFen)).toThrow(RangeError);
    }
  });
});
