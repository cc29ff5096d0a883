import { describe, expect, it } from 'vitest';
import { assertReschedulable, rescheduleUntil } from './reschedule';

const order = { status: 'toShip', deliveryDay: '2026-10-10', dispatchedAt: null, hasDay: true } as const;
const at = (instant: string) => ({ cutoffHour: 18, now: new Date(instant) });

describe('changing the delivery day', () => {
  it('is possible until the cut-off hour of the day before', () => {
    expect(rescheduleUntil(order, at('2026-10-09T17:59:59+08:00'))).toEqual(
      new Date('2026-10-09T18:00:00+08:00'),
    );
    expect(rescheduleUntil(order, at('2026-10-09T18:00:00+08:00'))).toBeNull();
    expect(() => assertReschedulable(order, at('2026-10-09T18:00:00+08:00'))).toThrow('已过改期截止时间');
  });

  it('is refused once a store has the order or a parcel has left', () => {
    const early = at('2026-10-06T09:00:00+08:00');

    expect(() => assertReschedulable({ ...order, dispatchedAt: early.now }, early)).toThrow('订单已派单');
    expect(() => assertReschedulable({ ...order, status: 'shipped' }, early)).toThrow('待收货');
    expect(rescheduleUntil({ ...order, dispatchedAt: early.now }, early)).toBeNull();
  });

  it('is not offered for goods sold from stock', () => {
    const early = at('2026-10-06T09:00:00+08:00');

    expect(rescheduleUntil({ ...order, hasDay: false }, early)).toBeNull();
    expect(() => assertReschedulable({ ...order, hasDay: false }, early)).toThrow('现货商品没有约定送达日期');
  });
});
