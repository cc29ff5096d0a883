import { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideAmount,
  type GivenBack,
  leftOf,
  type OrderBasis,
  refundableFor,
  settledUnits,
} from './refundable';

/** Three boxes at 100.00 and one at 50.01, freight 12.00, all paid and sent. */
const order = {
  kind: OrderKind.purchase,
  status: OrderStatus.completed as OrderStatus,
  quantity: 4,
  completedAt: new Date('2026-10-10T10:00:00+08:00'),
  purchase: {
    lines: [
      { id: 1, quantity: 3, unitPriceFen: 10_000 },
      { id: 2, quantity: 1, unitPriceFen: 5001 },
    ],
    paidFen: 36_201,
    refundedFen: 0,
  },
};

describe('what may go back', () => {
  it('is the price of the units, without freight once the parcel was sent', () => {
    const left = leftOf(order, [], 1);

    expect(left).toEqual({ quantity: 3, fen: 30_000 });
    expect(left && refundableFor(left, 1)).toBe(10_000);
    expect(leftOf(order, [], 2)).toEqual({ quantity: 1, fen: 5001 });
    expect(leftOf(order, [], 9)).toBeNull();
    expect(leftOf(order, [], null)).toBeNull();
  });

  it('is the whole order with its freight, and no single line, as long as nothing was sent', () => {
    const unsent = { ...order, status: OrderStatus.toShip };

    expect(leftOf(unsent, [], null)).toEqual({ quantity: 4, fen: 36_201 });
    expect(leftOf(unsent, [], 1)).toBeNull();
  });

  it('is less by what went back before, whichever way it went', () => {
    const given = [
      { lineId: 1, fen: 3000, quantity: 0 },
      { lineId: 1, fen: 9000, quantity: 1 },
    ];
    const refunded = { ...order, purchase: { ...order.purchase, refundedFen: 12_000 } };
    const almostAll = { ...order, purchase: { ...order.purchase, refundedFen: 36_000 } };

    expect(leftOf(refunded, given, 1)).toEqual({ quantity: 2, fen: 18_000 });
    expect(leftOf(almostAll, [], 1)).toEqual({ quantity: 3, fen: 201 });
    expect(() => refundableFor({ quantity: 2, fen: 18_000 }, 3)).toThrow('最多可申请 2 件');
  });

  it('leaves nothing to others of what units that came back were worth', () => {
    const given = [{ lineId: 1, fen: 4000, quantity: 1 }];
    const refunded = { ...order, purchase: { ...order.purchase, refundedFen: 4000 } };

    expect(leftOf(refunded, given, 1)).toEqual({ quantity: 2, fen: 20_000 });
  });

  it('is no money for a redemption, which its card has paid', () => {
    const redemption = { ...order, kind: OrderKind.redemption, quantity: 1, purchase: null };

    expect(leftOf(redemption, [], null)).toEqual({ quantity: 1, fen: 0 });
    expect(leftOf(redemption, [], 1)).toBeNull();
  });

  it('is lowered by the shop with a reason only, and never raised', () => {
    expect(decideAmount(8000, { amountFen: null, note: null }, 10_000)).toBe(8000);
    expect(decideAmount(8000, { amountFen: 5000, note: '只坏了一半' }, 10_000)).toBe(5000);
    expect(() => decideAmount(8000, { amountFen: 5000, note: null }, 10_000)).toThrow('请写明原因');
    expect(() => decideAmount(8000, { amountFen: 8001, note: '多退' }, 10_000)).toThrow('最多可退 80.00 元');
    expect(() => decideAmount(8000, { amountFen: null, note: null }, 7000)).toThrow('最多可退 70.00 元');
  });

  it('settles units that came back, and those whose whole price went back', () => {
    expect(settledUnits({ isReturned: true, quantity: 2, amountFen: 1 }, 20_000)).toBe(2);
    expect(settledUnits({ isReturned: false, quantity: 2, amountFen: 20_000 }, 20_000)).toBe(2);
    expect(settledUnits({ isReturned: false, quantity: 2, amountFen: 19_999 }, 20_000)).toBe(0);
  });
});

interface Ask {
  line: number;
  quantity: number;
  /** How much of what can go back is asked for, in thousandths. */
  share: number;
  isReturned: boolean;
}

const asks = fc.array(
  fc.record({
    line: fc.nat({ max: 2 }),
    quantity: fc.integer({ min: 1, max: 5 }),
    share: fc.integer({ min: 1, max: 1000 }),
    isReturned: fc.boolean(),
  }),
  { maxLength: 30 },
);
const bought = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 5 }),
    unitPriceFen: fc.integer({ min: 1, max: 1_000_000 }),
  }),
  { minLength: 1, maxLength: 3 },
);

describe('any row of cases', () => {
  it('never gives back more than was paid, nor more of a line than it cost, and settles no unit twice', () => {
    fc.assert(
      fc.property(bought, asks, fc.nat({ max: 5000 }), (goods, wishes, freightFen) => {
        const lines = goods.map((line, index) => ({ ...line, id: index + 1 }));
        const goodsFen = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceFen, 0);
        const { given, refundedFen } = play(lines, wishes, goodsFen + freightFen);

        expect(refundedFen).toBeLessThanOrEqual(goodsFen);
        for (const line of lines) {
          const own = given.filter(({ lineId }) => lineId === line.id);
          const fen = own.reduce((sum, one) => sum + one.fen, 0);
          const units = own.reduce((sum, one) => sum + one.quantity, 0);
          expect(fen).toBeLessThanOrEqual(line.quantity * line.unitPriceFen);
          expect(units).toBeLessThanOrEqual(line.quantity);
        }
      }),
    );
  });

  it('gives back exactly what was paid for the goods when every unit is refunded in full', () => {
    fc.assert(
      fc.property(bought, (goods) => {
        const lines = goods.map((line, index) => ({ ...line, id: index + 1 }));
        const goodsFen = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceFen, 0);
        const all = lines.flatMap((line) =>
          Array.from({ length: line.quantity }, () => ({
            line: line.id - 1,
            quantity: 1,
            share: 1000,
            isReturned: true,
          })),
        );

        expect(play(lines, all, goodsFen).refundedFen).toBe(goodsFen);
      }),
    );
  });
});

/** Asks one after another and agrees to all; what cannot be asked for is left out. */
function play(
  lines: { id: number; quantity: number; unitPriceFen: number }[],
  wishes: readonly Ask[],
  paidFen: number,
): { given: GivenBack[]; refundedFen: number } {
  const given: GivenBack[] = [];
  let refundedFen = 0;
  for (const wish of wishes) {
    const state: OrderBasis = { ...order, purchase: { lines, paidFen, refundedFen } };
    const lineId = wish.line + 1;
    const left = leftOf(state, given, lineId);
    if (left === null || left.quantity < wish.quantity) continue;
    const maxFen = refundableFor(left, wish.quantity);
    const amountFen = Math.ceil((maxFen * wish.share) / 1000);
    if (amountFen < 1) continue;
    const quantity = settledUnits({ ...wish, amountFen }, maxFen);
    given.push({ lineId, fen: decideAmount(amountFen, { amountFen: null, note: null }, maxFen), quantity });
    refundedFen += amountFen;
  }
  return { given, refundedFen };
}
