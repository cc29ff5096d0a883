import { describe, expect, it } from 'vitest';
import { balancesAfter } from './finance-kinds';

/** The worked example of rules.md §4: stored value used up, 1,500 yuan of 2,000 credit owed. */
const before = {
  storedValueFen: 0,
  creditAvailableFen: 50_000,
  creditDebtFen: 150_000,
  creditLimitFen: 200_000,
};

describe('balances shown before a finance document is booked', () => {
  it('adds a top-up to stored value and leaves the debt alone', () => {
    expect(balancesAfter('topUp', before, 100_000)).toEqual({ ...before, storedValueFen: 100_000 });
  });

  it('settling 1,000 yuan leaves 500 owed and 1,500 to use', () => {
    const after = balancesAfter('creditSettlement', before, 100_000);

    expect(after.creditDebtFen).toBe(50_000);
    expect(after.creditAvailableFen).toBe(150_000);
  });

  it('keeps available + owed = limit for every kind', () => {
    for (const kind of ['topUp', 'creditGrant', 'creditSettlement'] as const) {
      const after = balancesAfter(kind, before, 12_345);
      expect(after.creditAvailableFen + after.creditDebtFen).toBe(after.creditLimitFen);
    }
  });
});
