import { ActivationStatus } from '@lakeside/shared/card/card.status';
import { toDay } from '@lakeside/shared/kernel/date';
import { describe, expect, it } from 'vitest';
import {
  assertActivationMayBecome,
  assertRejectsInTurn,
  expiryOf,
  priceCards,
  routeActivation,
  statusPastL2,
} from './activation-rules';

describe('activation requests', () => {
  it('go to the level 1, through the level 2 when the requester is its level 3', () => {
    const l1 = routeActivation({ id: 1, level: 1, parentId: null, l1Id: 1 });
    const l2 = routeActivation({ id: 2, level: 2, parentId: 1, l1Id: 1 });
    const directL3 = routeActivation({ id: 3, level: 3, parentId: 1, l1Id: 1 });
    const l3UnderL2 = routeActivation({ id: 4, level: 3, parentId: 2, l1Id: 1 });

    expect(l1).toEqual({ status: 'pendingL1', l1Id: 1, l2Id: null, queue: 'own' });
    expect(l2).toEqual({ status: 'pendingL1', l1Id: 1, l2Id: null, queue: 'level2' });
    expect(directL3).toEqual({ status: 'pendingL1', l1Id: 1, l2Id: null, queue: 'level3' });
    expect(l3UnderL2).toEqual({ status: 'pendingL2', l1Id: 1, l2Id: 2, queue: 'level2' });
  });

  it('of a level 3 go past a closed level 2, whose price stays on record', () => {
    const route = routeActivation({ id: 4, level: 3, parentId: 2, l1Id: 1 });

    expect(statusPastL2(route, { status: 'active' })).toBe('pendingL2');
    expect(statusPastL2(route, { status: 'closed' })).toBe('pendingL1');
    expect(route.l2Id).toBe(2);
  });

  it('cost the level 1 its own price per card, rounded half-up per card', () => {
    expect(priceCards(100_000, 6000, 5)).toEqual({ unitPriceFen: 60_000, totalFen: 300_000 });
    expect(priceCards(19_990, 6500, 3)).toEqual({ unitPriceFen: 12_994, totalFen: 38_982 });
  });

  it('end once', () => {
    for (const status of ['activated', 'rejected', 'withdrawn'] as const) {
      expect(() => assertActivationMayBecome({ status }, ActivationStatus.activated)).toThrow('请刷新');
    }
    expect(() => assertActivationMayBecome({ status: 'pendingL2' }, ActivationStatus.activated)).toThrow(
      '激活单已变为“待二级确认收款”',
    );
  });

  it('are turned down only by the side whose turn it is', () => {
    const atL2 = { status: ActivationStatus.pendingL2, l1Id: 1, l2Id: 2 };
    const atL1 = { status: ActivationStatus.pendingL1, l1Id: 1, l2Id: 2 };

    expect(() => assertRejectsInTurn(atL2, 2)).not.toThrow();
    expect(() => assertRejectsInTurn(atL1, 1)).not.toThrow();
    expect(() => assertRejectsInTurn(atL2, 1)).toThrow('激活单已变为');
    expect(() => assertRejectsInTurn(atL1, 2)).toThrow('激活单已变为');
  });

  it('make a card good to the end of the day in Shanghai, months later', () => {
    const at = (instant: string) => expiryOf(new Date(instant), 36).toISOString();

    expect(at('2026-10-06T09:00:00+08:00')).toBe('2029-10-06T16:00:00.000Z');
    expect(at('2026-10-06T23:59:59+08:00')).toBe('2029-10-06T16:00:00.000Z');
    expect(toDay(expiryOf(new Date('2026-08-31T09:00:00+08:00'), 6))).toBe('2027-03-01');
    expect(toDay(expiryOf(new Date('2026-12-15T09:00:00+08:00'), 12))).toBe('2027-12-16');
  });
});
