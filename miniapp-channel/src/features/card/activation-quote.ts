import type { ActivationQuote } from '@lakeside/shared/card/card.schemas';

/**
 * The quote of a request cut down to some of its cards: stored value pays first, then credit; what both cannot pay is
 * the shortage, and then nothing is paid (rules.md §4).
 */
export function quoteForCount(quote: ActivationQuote, cardCount: number): ActivationQuote {
  const totalFen = quote.l1UnitPriceFen * cardCount;
  const shortageFen = Math.max(0, totalFen - quote.storedValueBalanceFen - quote.creditAvailableFen);
  const storedValueFen = Math.min(totalFen, quote.storedValueBalanceFen);
  return {
    ...quote,
    cardCount,
    totalFen,
    storedValueFen: shortageFen > 0 ? 0 : storedValueFen,
    creditFen: shortageFen > 0 ? 0 : totalFen - storedValueFen,
    shortageFen,
  };
}
