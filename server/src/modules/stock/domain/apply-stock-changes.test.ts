import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyStockChanges, type StockChange, type StockLevel } from './apply-stock-changes';

const level = (skuId: number, onHand: number, reserved = 0): StockLevel => ({
  placeChannelId: 0,
  skuId,
  onHand,
  reserved,
});
const reserve = (skuId: number, quantity: number): StockChange => ({
  placeChannelId: 0,
  skuId,
  skuName: `单品${skuId}`,
  kind: 'reservation',
  onHandDelta: 0,
  reservedDelta: quantity,
});
const adjust = (skuId: number, delta: number): StockChange => ({
  ...reserve(skuId, 0),
  kind: 'adjustment',
  onHandDelta: delta,
});

describe('stock', () => {
  it('promises no more than is on hand and names everything that is short', () => {
    const before = [level(1, 2), level(2, 5, 4)];

    expect(applyStockChanges(before, [reserve(1, 2), reserve(2, 1)])).toEqual([
      level(1, 2, 2),
      level(2, 5, 5),
    ]);
    expect(() => applyStockChanges(before, [reserve(1, 3), reserve(2, 2), reserve(3, 1)])).toThrow(
      '库存不足：单品1、单品2、单品3',
    );
  });

  it('is never adjusted below what is promised', () => {
    expect(applyStockChanges([level(1, 5, 3)], [adjust(1, -2)])).toEqual([level(1, 3, 3)]);
    expect(() => applyStockChanges([level(1, 5, 3)], [adjust(1, -3)])).toThrow('会少于已占用的 3');
    expect(() => applyStockChanges([], [adjust(1, -1)])).toThrow('会少于已占用的 0');
  });

  it('leaves the levels it was given as they were', () => {
    const before = [level(1, 2)];

    applyStockChanges(before, [reserve(1, 1)]);

    expect(before).toEqual([level(1, 2)]);
  });

  it('counts two changes of one article together', () => {
    expect(() => applyStockChanges([level(1, 3)], [reserve(1, 2), reserve(1, 2)])).toThrow('库存不足');
  });

  it('keeps 0 ≤ promised ≤ on hand whatever is asked, or refuses all of it', () => {
    const change = fc.record({
      placeChannelId: fc.integer({ min: 0, max: 1 }),
      skuId: fc.integer({ min: 1, max: 3 }),
      skuName: fc.constant('蟹'),
      kind: fc.constantFrom('adjustment' as const, 'reservation' as const),
      onHandDelta: fc.integer({ min: -20, max: 20 }),
      reservedDelta: fc.integer({ min: -5, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        let levels: StockLevel[] = [];
        try {
          levels = applyStockChanges([], changes);
        } catch {
          return;
        }
        expect(levels.every((item) => item.reserved >= 0 && item.reserved <= item.onHand)).toBe(true);
      }),
    );
  });
});
