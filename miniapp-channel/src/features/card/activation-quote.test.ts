import type { ActivationQuote } from '@lakeside/shared/card/card.schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteForCount } from './activation-quote';

function aQuote(
  storedValueBalanceFen: number,
  creditAvailableFen: number,
  l1UnitPriceFen = 60_000,
): ActivationQuote {
  return {
    cardCount: 0,
    l1UnitPriceFen,
    totalFen: 0,
    storedValueFen: 0,
    creditFen: 0,
    storedValueBalanceFen,
    creditAvailableFen,
    shortageFen: 0,
  };
}

describe('the quote of some of the cards', () => {
  it('takes stored value first, then credit: 5 × 600 with 1,500 stored takes 1,500 and 1,500', () => {
    expect(quoteForCount(aQuote(150_000, 200_000), 5)).toMatchObject({
      totalFen: 300_000,
      storedValueFen: 150_000,
      creditFen: 150_000,
      shortageFen: 0,
    });
  });

  it('takes nothing when both are short: 6 × 600 with 3,500 lacks 100', () => {
    expect(quoteForCount(aQuote(150_000, 200_000), 6)).toMatchObject({
      storedValueFen: 0,
      creditFen: 0,
      shortageFen: 10_000,
    });
  });

  it('never takes more than there is, and either the whole amount or nothing', () => {
    const fen = fc.integer({ min: 0, max: 10_000_000 });
    const sample = fc.record({
      stored: fen,
      credit: fen,
      price: fc.integer({ min: 1, max: 100_000 }),
      count: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(sample, ({ stored, credit, price, count }) => {
        const quote = quoteForCount(aQuote(stored, credit, price), count);
        expect(quote.storedValueFen).toBeLessThanOrEqual(stored);
        expect(quote.creditFen).toBeLessThanOrEqual(credit);
        expect(quote.storedValueFen + quote.creditFen).toBe(quote.shortageFen > 0 ? 0 : price * count);
      }),
    );
  });
});
