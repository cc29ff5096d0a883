import { describe, expect, it } from 'vitest';
import { storeCredit } from './store-credit';

const order = { quantity: 2, retailPriceFen: 100_000, settlementPriceFen: 38_000, serviceSubsidyFen: 1500 };

describe('what a store gets back for shipping', () => {
  it('is 760 yuan of goods and 30 yuan of subsidy for two packages at 380 and 15 [AD-296]', () => {
    expect(storeCredit(order, { rateBp: 6000 })).toEqual({ goodsFen: 76_000, subsidyFen: 3000 });
  });

  it('is the own L1 price where no settlement price is set', () => {
    const unpriced = { ...order, settlementPriceFen: null };

    expect(storeCredit(unpriced, { rateBp: 6000 }).goodsFen).toBe(120_000);
    expect(storeCredit(unpriced, { rateBp: 6500 }).goodsFen).toBe(130_000);
    expect(storeCredit({ ...order, settlementPriceFen: 0 }, { rateBp: 6500 }).goodsFen).toBe(0);
  });

  it('has the same subsidy for every store [AD-295]', () => {
    const subsidies = [5000, 6000, 9999].map((rateBp) => storeCredit(order, { rateBp }).subsidyFen);

    expect(subsidies).toEqual([3000, 3000, 3000]);
  });
});
