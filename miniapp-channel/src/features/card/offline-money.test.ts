import { describe, expect, it } from 'vitest';
import { dueCount, offlineMoney } from './offline-money';

const channel = (id: 1 | 2 | 3) => ({ id, name: `渠道${id}`, level: id });
/** Cards of an L3 (3) under an L2 (2) under an L1 (1). */
const activation = {
  requester: channel(3),
  l2: channel(2),
  l1: channel(1),
  offlineUnitPriceFen: 40_000,
  l2UnitPriceFen: 35_000,
};

describe('money that goes offline for an activation', () => {
  it('is the own price at each step of the chain', () => {
    expect(offlineMoney(activation, { channelId: 3, cardCount: 5 })).toEqual([
      { name: '线下应付', fen: 200_000 },
    ]);
    expect(offlineMoney(activation, { channelId: 2, cardCount: 5 })).toEqual([
      { name: '应收三级货款', fen: 200_000 },
      { name: '应付一级货款', fen: 175_000 },
    ]);
    expect(offlineMoney(activation, { channelId: 1, cardCount: 5 })).toEqual([
      { name: '线下应收', fen: 175_000 },
    ]);
  });

  it('follows the cards that are chosen', () => {
    expect(offlineMoney(activation, { channelId: 1, cardCount: 2 })).toEqual([
      { name: '线下应收', fen: 70_000 },
    ]);
    expect(offlineMoney(activation, { channelId: 1, cardCount: 0 })).toEqual([]);
  });

  it('is due for what was activated in the end', () => {
    const asked = { cardCount: 5, activatedCount: 0 };

    expect(dueCount({ ...asked, status: 'pendingL1' })).toBe(5);
    expect(dueCount({ ...asked, activatedCount: 3, status: 'activated' })).toBe(3);
  });

  it('goes straight to the L1 from its direct child', () => {
    expect(
      offlineMoney({ ...activation, l2: null, l2UnitPriceFen: null }, { channelId: 1, cardCount: 5 }),
    ).toEqual([{ name: '线下应收', fen: 200_000 }]);
  });

  it('does not exist for cards of the L1 itself', () => {
    const own = {
      ...activation,
      requester: channel(1),
      l2: null,
      offlineUnitPriceFen: null,
      l2UnitPriceFen: null,
    };
    expect(offlineMoney(own, { channelId: 1, cardCount: 5 })).toEqual([]);
  });
});
