import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountKey, ChannelAccount, channelAccountBounds, PlatformAccount } from './ledger-account';
import {
  activationPostings,
  creditGrantPostings,
  creditSettlementPostings,
  type ReasonedPosting,
  shipmentCreditPostings,
  splitCharge,
  topUpPostings,
} from './l1-postings';
import { type AccountState, BalanceBoundError, planPostings, reversePostings } from './plan-postings';

const channelId = 7;
const yuan = 100;

/** A small ledger in memory: balances of one L1, changed only through plans. */
class Book {
  private readonly states = new Map<string, AccountState>();
  readonly written: ReasonedPosting[] = [];

  constructor() {
    const kinds = Object.values(ChannelAccount);
    kinds.forEach((account, index) => {
      this.states.set(accountKey({ channelId, account }), {
        id: index + 1,
        balanceFen: 0,
        ...channelAccountBounds[account],
      });
    });
    Object.values(PlatformAccount).forEach((platform, index) => {
      const state = { id: 100 + index, balanceFen: null, floorFen: null, ceilingFen: null };
      this.states.set(accountKey({ platform }), state);
    });
  }

  apply(postings: readonly ReasonedPosting[]): void {
    const plan = planPostings(this.states, postings);
    for (const [key, state] of this.states) {
      const balanceFen = plan.balanceFenById.get(state.id);
      if (balanceFen !== undefined) this.states.set(key, { ...state, balanceFen });
    }
    this.written.push(...postings);
  }

  balance(account: ChannelAccount): number {
    return this.states.get(accountKey({ channelId, account }))?.balanceFen ?? Number.NaN;
  }

  funds() {
    return {
      storedValueFen: this.balance('storedValue'),
      creditAvailableFen: this.balance('creditAvailable'),
    };
  }

  balances() {
    return { ...this.funds(), debtFen: 0 - this.balance('creditDebt') };
  }

  sumOfEntries(account: ChannelAccount): number {
    const key = accountKey({ channelId, account });
    return this.written.reduce((sum, line) => sum + (accountKey(line.to) === key ? line.amountFen : 0), 0);
  }
}

function bookWith(storedValueFen: number, creditLimitFen: number): Book {
  const book = new Book();
  if (storedValueFen > 0) book.apply(topUpPostings(channelId, storedValueFen));
  if (creditLimitFen > 0) book.apply(creditGrantPostings(channelId, creditLimitFen));
  return book;
}

describe('the example of rules.md §4', () => {
  it('empties stored value before it touches credit, and settling frees what it pays', () => {
    const book = bookWith(1500 * yuan, 2000 * yuan);

    const split = splitCharge(book.funds(), 5 * 600 * yuan);
    book.apply(activationPostings(channelId, split));

    expect(split).toEqual({ storedValueFen: 1500 * yuan, creditFen: 1500 * yuan, shortageFen: 0 });
    expect(book.balances()).toEqual({
      storedValueFen: 0,
      creditAvailableFen: 500 * yuan,
      debtFen: 1500 * yuan,
    });

    book.apply(creditSettlementPostings(channelId, 1000 * yuan));

    expect(book.balances()).toEqual({
      storedValueFen: 0,
      creditAvailableFen: 1500 * yuan,
      debtFen: 500 * yuan,
    });
  });

  it('leaves 100 yuan short when a sixth card follows', () => {
    const book = bookWith(0, 500 * yuan);

    expect(splitCharge(book.funds(), 600 * yuan).shortageFen).toBe(100 * yuan);
  });

  it('is 100 yuan short for six cards at once', () => {
    const book = bookWith(1500 * yuan, 2000 * yuan);

    expect(splitCharge(book.funds(), 6 * 600 * yuan).shortageFen).toBe(100 * yuan);
  });
});

describe('planning postings', () => {
  it('refuses to take an account past its floor or its ceiling, naming by how much', () => {
    const book = bookWith(100, 0);
    const over = [
      { to: { channelId, account: 'storedValue' }, amountFen: -101, reason: 'cardActivation' },
      { to: { platform: 'cardSales' }, amountFen: 101, reason: 'cardActivation' },
    ] as const;

    const failures = [() => book.apply(over), () => book.apply(creditSettlementPostings(channelId, 5))].map(
      thrownBy,
    );

    expect(failures.map((error) => error instanceof BalanceBoundError && error.shortageFen)).toEqual([1, 5]);
    expect(book.balances()).toEqual({ storedValueFen: 100, creditAvailableFen: 0, debtFen: 0 });
  });

  it('refuses postings that do not sum to zero, that move nothing or name no account', () => {
    const book = bookWith(100, 0);
    const [gain, give] = topUpPostings(channelId, 10);
    if (!gain || !give) throw new Error('a top-up has two sides');

    for (const postings of [
      [],
      [gain],
      [gain, { ...give, amountFen: -9 }],
      [gain, give, { ...gain, amountFen: 0 }],
      topUpPostings(channelId + 1, 10),
    ]) {
      expect(() => book.apply(postings)).toThrow(RangeError);
    }
  });

  it('counts only where a transaction ends, so one account may appear twice', () => {
    const book = bookWith(100, 0);

    book.apply(shipmentCreditPostings(channelId, { goodsFen: 30, subsidyFen: 12 }));

    expect(book.balance('storedValue')).toBe(142);
  });
});

const step = fc.oneof(
  fc.record({ kind: fc.constant('topUp' as const), fen: fc.integer({ min: 1, max: 10 ** 9 }) }),
  fc.record({ kind: fc.constant('grant' as const), fen: fc.integer({ min: 1, max: 10 ** 9 }) }),
  fc.record({ kind: fc.constant('activate' as const), fen: fc.integer({ min: 1, max: 10 ** 9 }) }),
  fc.record({ kind: fc.constant('settle' as const), fen: fc.integer({ min: 1, max: 10 ** 9 }) }),
  fc.record({ kind: fc.constant('ship' as const), fen: fc.integer({ min: 1, max: 10 ** 6 }) }),
);

function postingsOf(book: Book, { kind, fen }: { kind: string; fen: number }): ReasonedPosting[] | null {
  if (kind === 'topUp') return topUpPostings(channelId, fen);
  if (kind === 'grant') return creditGrantPostings(channelId, fen);
  if (kind === 'ship') return shipmentCreditPostings(channelId, { goodsFen: fen, subsidyFen: fen % 7 });
  if (kind === 'settle')
    return fen <= book.balances().debtFen ? creditSettlementPostings(channelId, fen) : null;
  const split = splitCharge(book.funds(), fen);
  return split.shortageFen === 0 ? activationPostings(channelId, split) : null;
}

describe('properties of the ledger', () => {
  it('keeps Σ = 0, balance = Σ entries, no balance past its bound, and available + debt = limit, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const book = new Book();
        let limitFen = 0;
        for (const one of steps) {
          const postings = postingsOf(book, one);
          if (!postings) continue;
          book.apply(postings);
          if (one.kind === 'grant') limitFen += one.fen;
          const { storedValueFen, creditAvailableFen, debtFen } = book.balances();
          expect(Math.min(storedValueFen, creditAvailableFen, debtFen)).toBeGreaterThanOrEqual(0);
          expect(creditAvailableFen + debtFen).toBe(limitFen);
        }
        expect(book.written.reduce((sum, line) => sum + line.amountFen, 0)).toBe(0);
        for (const account of Object.values(ChannelAccount)) {
          expect(book.sumOfEntries(account)).toBe(book.balance(account));
        }
      }),
    );
  });

  it('restores every balance when a transaction is reversed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), step, (steps, last) => {
        const book = new Book();
        for (const one of steps) {
          const postings = postingsOf(book, one);
          if (postings) book.apply(postings);
        }
        const before = book.balances();
        const postings = postingsOf(book, last);
        if (!postings) return;
        book.apply(postings);
        book.apply(reversePostings(postings));
        expect(book.balances()).toEqual(before);
      }),
    );
  });

  it('splits a charge without creating or losing a fen', () => {
    const amount = fc.integer({ min: 0, max: 10 ** 11 });
    fc.assert(
      fc.property(amount, amount, amount, (storedValueFen, creditAvailableFen, totalFen) => {
        const split = splitCharge({ storedValueFen, creditAvailableFen }, totalFen);
        expect(split.storedValueFen + split.creditFen + split.shortageFen).toBe(totalFen);
        expect(split.shortageFen > 0).toBe(totalFen > storedValueFen + creditAvailableFen);
        if (split.creditFen > 0) expect(split.storedValueFen).toBe(storedValueFen);
      }),
    );
  });
});

function thrownBy(work: () => void): unknown {
  try {
    work();
    return null;
  } catch (error) {
    return error;
  }
}
