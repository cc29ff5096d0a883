import { AfterSaleStatus, afterSaleTransitions } from '@lakeside/shared/after-sale/after-sale.status';
import { valuesOf } from '@lakeside/shared/kernel/status';
import { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';
import { describe, expect, it } from 'vitest';
import {
  applyUntil,
  assertCaseCanBecome,
  assertReplaces,
  kindsFor,
  planApplication,
  reasonsFor,
} from './after-sale-rules';
import type { OrderBasis } from './refundable';

const terms = { afterSaleDays: 7, damageHours: 24 };
const received = new Date('2026-10-10T10:00:00+08:00');
const order: OrderBasis = {
  kind: OrderKind.purchase,
  status: OrderStatus.completed,
  quantity: 2,
  completedAt: received,
  purchase: { lines: [{ id: 1, quantity: 2, unitPriceFen: 10_000 }], paidFen: 20_000, refundedFen: 0 },
};
const wish = {
  lineId: 1,
  quantity: 1,
  kind: 'refundOnly',
  reason: 'missing',
  amountFen: null,
  pictures: [],
} as const;
const soon = { given: [], terms, now: new Date('2026-10-10T12:00:00+08:00') };
const at = (now: string) => ({ ...soon, now: new Date(now) });

describe('asking for after-sale', () => {
  it('asks for the whole price of the units unless less is named', () => {
    expect(planApplication(order, wish, soon)).toEqual({ askedFen: 10_000 });
    expect(planApplication(order, { ...wish, amountFen: 3000 }, soon)).toEqual({ askedFen: 3000 });
    expect(() => planApplication(order, { ...wish, amountFen: 10_001 }, soon)).toThrow('最多可退 100.00 元');
    expect(() => planApplication(order, { ...wish, quantity: 3 }, soon)).toThrow('最多可申请 2 件');
  });

  it('ends so many days after receipt, and for dead or damaged goods so many hours after it', () => {
    const damaged = { ...wish, reason: 'damaged', pictures: ['/media/a.jpg'] } as const;

    expect(applyUntil(null, 'missing', terms)).toBeNull();
    expect(applyUntil(received, 'missing', terms)).toEqual(new Date('2026-10-17T10:00:00+08:00'));
    expect(planApplication(order, wish, at('2026-10-17T10:00:00+08:00'))).toEqual({ askedFen: 10_000 });
    expect(() => planApplication(order, wish, at('2026-10-17T10:00:00.001+08:00'))).toThrow(
      '已过售后申请期限',
    );
    expect(planApplication(order, damaged, at('2026-10-11T10:00:00+08:00'))).toEqual({ askedFen: 10_000 });
    expect(() => planApplication(order, damaged, at('2026-10-11T10:00:00.001+08:00'))).toThrow(
      '已过售后申请期限',
    );
    const unreceived = { ...order, status: OrderStatus.shipped, completedAt: null };
    expect(planApplication(unreceived, damaged, at('2026-12-01T10:00:00+08:00')).askedFen).toBe(10_000);
  });

  it('wants to see what is damaged or wrong', () => {
    expect(() => planApplication(order, { ...wish, reason: 'damaged' }, soon)).toThrow('请上传照片');
    expect(() => planApplication(order, { ...wish, kind: 'exchange', reason: 'wrong' }, soon)).toThrow(
      '请上传照片',
    );
  });

  it('offers only the whole amount before anything was sent, and nothing before payment or after the end', () => {
    const unsent = { ...order, status: OrderStatus.toShip, completedAt: null };
    const all = { ...wish, lineId: null, quantity: 2, reason: 'notWanted' } as const;

    expect(kindsFor(unsent)).toEqual(['refundOnly']);
    expect(reasonsFor(unsent, 'refundOnly')).toEqual(['notWanted', 'other']);
    expect(planApplication(unsent, all, soon)).toEqual({ askedFen: 20_000 });
    expect(() => planApplication(unsent, { ...all, amountFen: 100 }, soon)).toThrow('不能申请');
    expect(() => planApplication(unsent, wish, soon)).toThrow('不能申请');
    expect(kindsFor({ ...order, status: OrderStatus.toPay })).toEqual([]);
    expect(kindsFor({ ...order, status: OrderStatus.cancelled })).toEqual([]);
    expect(kindsFor({ ...order, kind: OrderKind.eCard })).toEqual([]);
  });

  it('replaces goods of a redemption and gives no money back for it', () => {
    const redemption = { ...order, kind: OrderKind.redemption, quantity: 1, purchase: null };
    const exchange = { ...wish, lineId: null, kind: 'exchange' } as const;

    expect(kindsFor(redemption)).toEqual(['exchange']);
    expect(kindsFor({ ...redemption, status: OrderStatus.toShip })).toEqual([]);
    expect(planApplication(redemption, exchange, soon)).toEqual({ askedFen: null });
    expect(() => planApplication(redemption, { ...wish, lineId: null }, soon)).toThrow('不能申请');
  });

  it('replaces nothing whose price is back', () => {
    const refunded = { ...order, purchase: { ...order.purchase, lines: [], paidFen: 0, refundedFen: 0 } };
    const back = {
      ...order,
      purchase: {
        lines: [{ id: 1, quantity: 2, unitPriceFen: 10_000 }],
        paidFen: 20_000,
        refundedFen: 20_000,
      },
    };

    expect(() => planApplication(back, { ...wish, kind: 'exchange' }, soon)).toThrow('不能申请');
    expect(() => planApplication(refunded, { ...wish, kind: 'exchange' }, soon)).toThrow('不能申请');
  });

  it('takes no reason that does not belong to what is asked for', () => {
    expect(() => planApplication(order, { ...wish, kind: 'exchange', reason: 'notWanted' }, soon)).toThrow(
      '请重新选择售后原因',
    );
    expect(() => planApplication(order, { ...wish, kind: 'returnRefund', reason: 'damaged' }, soon)).toThrow(
      '请重新选择售后原因',
    );
  });
});

describe('a case on its way', () => {
  it('moves along its one table and says where it is when it cannot', () => {
    for (const from of valuesOf(AfterSaleStatus)) {
      for (const to of valuesOf(AfterSaleStatus)) {
        const move = () => assertCaseCanBecome(from, to);
        if (afterSaleTransitions[from].includes(to)) expect(move).not.toThrow();
        else expect(move).toThrow('请刷新');
      }
    }
  });

  it('replaces only articles of the order, none more often than it was ordered', () => {
    const items = [{ skuId: 7, quantity: 4 }];

    expect(() => assertReplaces(items, [{ skuId: 7, quantity: 4 }])).not.toThrow();
    expect(() => assertReplaces(items, [{ skuId: 7, quantity: 5 }])).toThrow('超出订单里的数量');
    expect(() => assertReplaces(items, [{ skuId: 8, quantity: 1 }])).toThrow('超出订单里的数量');
    expect(() =>
      assertReplaces(items, [
        { skuId: 7, quantity: 3 },
        { skuId: 7, quantity: 2 },
      ]),
    ).toThrow('超出订单里的数量');
  });
});
