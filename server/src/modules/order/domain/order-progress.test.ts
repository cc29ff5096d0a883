import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderStatus } from '@lakeside/shared/order/order.status';
import { assertDispatchable, assertOrderCanBecome, shipItems } from './order-progress';

const item = (skuId: number, quantity: number, shippedQuantity = 0) => ({
  skuId,
  name: `单品${skuId}`,
  quantity,
  shippedQuantity,
});

describe('the progress of an order', () => {
  it('is partly shipped while anything is due and shipped with the last piece', () => {
    const first = shipItems([item(1, 2), item(2, 1)], [{ skuId: 1, quantity: 2 }]);
    const second = shipItems(first.items, [{ skuId: 2, quantity: 1 }]);

    expect(first.status).toBe('partlyShipped');
    expect(second.status).toBe('shipped');
    expect(second.items.map((line) => line.shippedQuantity)).toEqual([2, 1]);
  });

  it('never ships more than is due, nor what was not ordered', () => {
    expect(() => shipItems([item(1, 2, 1)], [{ skuId: 1, quantity: 2 }])).toThrow(RangeError);
    expect(() => shipItems([item(1, 2)], [{ skuId: 9, quantity: 1 }])).toThrow(RangeError);
    expect(() =>
      shipItems(
        [item(1, 2)],
        [
          { skuId: 1, quantity: 1 },
          { skuId: 1, quantity: 2 },
        ],
      ),
    ).toThrow(RangeError);
  });

  it('ends as shipped however the parcels are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }), (quantities) => {
        let state = { items: quantities.map((quantity, index) => item(index + 1, quantity)), status: '' };
        const pieces = quantities.flatMap((quantity, index) => Array<number>(quantity).fill(index + 1));
        for (const skuId of pieces) state = shipItems(state.items, [{ skuId, quantity: 1 }]);
        expect(state.status).toBe('shipped');
      }),
    );
  });

  it('is confirmed only when everything has left, and given to a store only before the first parcel leaves', () => {
    expect(() => assertOrderCanBecome(OrderStatus.shipped, OrderStatus.completed)).not.toThrow();
    expect(() => assertOrderCanBecome(OrderStatus.partlyShipped, OrderStatus.completed)).toThrow('部分发货');
    expect(() => assertOrderCanBecome(OrderStatus.completed, OrderStatus.completed)).toThrow('已完成');
    expect(() => assertDispatchable(OrderStatus.partlyShipped)).toThrow('部分发货');
  });
});
