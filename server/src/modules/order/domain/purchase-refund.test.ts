import { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';
import { describe, expect, it } from 'vitest';
import { planRefund } from './purchase-refund';

const paid = { kind: OrderKind.purchase, status: OrderStatus.toShip, paidFen: 20_000, refundedFen: 5000 };

describe('giving money back for an order', () => {
  it('is done card by card for e-cards', () => {
    expect(() => planRefund({ ...paid, kind: OrderKind.eCard }, 100)).toThrow('按卡号退款');
  });

  it('adds up, and ends the order when everything is back before anything was sent', () => {
    expect(planRefund(paid, 10_000)).toEqual({ refundedFen: 15_000, endsOrder: false });
    expect(planRefund(paid, 15_000)).toEqual({ refundedFen: 20_000, endsOrder: true });
    expect(planRefund({ ...paid, status: OrderStatus.shipped }, 15_000).endsOrder).toBe(false);
    expect(planRefund({ ...paid, status: OrderStatus.partlyShipped }, 15_000).endsOrder).toBe(false);
  });

  it('never exceeds what was paid, and nothing goes back of an unpaid order', () => {
    expect(() => planRefund(paid, 15_001)).toThrow('最多还可退 150.00 元');
    expect(() => planRefund({ ...paid, paidFen: 0, refundedFen: 0 }, 1)).toThrow('订单没有付款');
  });
});
