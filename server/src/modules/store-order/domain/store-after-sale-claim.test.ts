import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimOf, type ClaimedLine, type ClaimedOrder } from './store-after-sale-claim';

const now = new Date('2026-10-08T04:00:00Z');
const order: ClaimedOrder = {
  status: 'completed',
  title: '四对装',
  pictureUrl: null,
  quantity: 4,
  paidFen: 240_000,
  refundedFen: 0,
  completedAt: now,
};
const line: ClaimedLine = {
  id: 7,
  title: '四对装',
  pictureUrl: null,
  quantity: 4,
  unitPriceFen: 60_000,
  settledQuantity: 1,
};
const wish = { kind: 'refundOnly', quantity: 2, afterSaleDays: 7, now } as const;

describe('what an after-sale case of a store order asks for', () => {
  it('is the price paid for the pieces, and no more pieces than are left', () => {
    expect(claimOf(order, line, wish)).toMatchObject({ lineId: 7, quantity: 2, amountFen: 120_000 });
    expect(claimOf(order, line, { ...wish, quantity: null })).toMatchObject({ quantity: 3 });
    expect(() => claimOf(order, line, { ...wish, quantity: 4 })).toThrow('最多还能退 3 件');
    expect(() => claimOf(order, null, wish)).toThrow('最多还能退 0 件');
  });

  it('is the whole order before anything was sent, less what already went back', () => {
    const paid = { ...order, status: 'toShip', completedAt: null, refundedFen: 40_000 } as const;

    expect(claimOf(paid, null, wish)).toMatchObject({ lineId: null, quantity: 4, amountFen: 200_000 });
    expect(() => claimOf(paid, line, wish)).toThrow('只能整单退款');
  });

  it('is refused before payment, while parcels are missing, and after the period', () => {
    const unpaid = { ...order, status: 'toPay', paidFen: 0, completedAt: null } as const;
    expect(() => claimOf(unpaid, null, wish)).toThrow('“待付款”，不能申请售后');
    expect(() => claimOf({ ...order, status: 'partlyShipped' }, line, wish)).toThrow('“部分发货”');
    const late = new Date(now.getTime() + 7 * 86_400_000 + 1);
    expect(() => claimOf(order, line, { ...wish, now: late })).toThrow('已过售后期');
  });

  it('sends goods back only after they were received', () => {
    const kind = 'returnRefund';
    expect(claimOf(order, line, { ...wish, kind }).amountFen).toBe(120_000);
    const onTheWay = { ...order, status: 'shipped', completedAt: null } as const;
    expect(() => claimOf(onTheWay, line, { ...wish, kind })).toThrow('收货后才能退货');
  });

  it('never gives back more than the line cost, however it is divided', () => {
    const anyQuantities = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 20 });
    fc.assert(
      fc.property(anyQuantities, fc.integer({ min: 1, max: 99 }), (quantities, bought) => {
        let settledQuantity = 0;
        let givenFen = 0;
        for (const quantity of quantities) {
          const state = { ...line, quantity: bought, settledQuantity };
          if (quantity > bought - settledQuantity) {
            expect(() => claimOf(order, state, { ...wish, quantity })).toThrow('最多还能退');
            continue;
          }
          givenFen += claimOf(order, state, { ...wish, quantity }).amountFen;
          settledQuantity += quantity;
        }
        expect(givenFen).toBeLessThanOrEqual(line.unitPriceFen * bought);
      }),
    );
  });
});
