import { describe, expect, it } from 'vitest';
import { shortOffers } from './short-offers';

const offer = (offerId: number, quantity: number, soldByDay = false) => ({
  offerId,
  quantity,
  soldByDay,
  items: [{ skuId: 1, quantity: 2 }],
});

describe('goods that are short', () => {
  it('counts what all offers need of an article together', () => {
    const free = new Map([[1, 5]]);
    expect([...shortOffers([offer(10, 2)], free)]).toEqual([]);
    expect([...shortOffers([offer(10, 3)], free)]).toEqual([10]);
    expect([...shortOffers([offer(10, 2), offer(11, 1)], free)]).toEqual([10, 11]);
  });

  it('takes an article nobody holds for none, and asks nothing of offers sold by day', () => {
    expect([...shortOffers([offer(10, 1), offer(11, 9, true)], new Map())]).toEqual([10]);
  });
});
