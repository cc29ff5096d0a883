import { describe, expect, it } from 'vitest';
import {
  assertExactCount,
  assertWaitsForNumbers,
  requirePhysicalCardOrder,
  showsNumbers,
} from './physical-card-order';

const order = { kind: 'physicalCard', memberId: 7, purchase: { lines: [{ id: 1 }] } } as const;

describe('an order of printed cards', () => {
  it('has one line and one buyer, and is not found when it is an order of anything else', () => {
    expect(requirePhysicalCardOrder(order)).toEqual({ line: { id: 1 }, memberId: 7 });
    expect(() => requirePhysicalCardOrder({ ...order, kind: 'eCard' })).toThrow('订单不存在');
    expect(() => requirePhysicalCardOrder({ ...order, purchase: null })).toThrow('订单不存在');
  });

  it('gets numbers once it is paid, and only once', () => {
    expect(() => assertWaitsForNumbers('toIssue')).not.toThrow();
    expect(() => assertWaitsForNumbers('toPay')).toThrow('待付款');
    expect(() => assertWaitsForNumbers('toShip')).toThrow('待发货');
  });

  it('takes exactly as many numbers as were bought', () => {
    expect(() => assertExactCount(3, 3)).not.toThrow();
    expect(() => assertExactCount(3, 2)).toThrow('要 3 张卡，选了 2 张');
  });

  it('tells its buyer the numbers once they have left', () => {
    expect(showsNumbers('toShip')).toBe(false);
    expect(showsNumbers('shipped')).toBe(true);
    expect(showsNumbers('completed')).toBe(true);
  });
});
