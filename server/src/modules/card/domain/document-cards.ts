import { cardError } from '@lakeside/shared/card/card.errors';

/** The numbers of a paper that were not chosen, in the paper's order. Throws HANDOVER_CARD_FOREIGN when a chosen one is not on it. */
export function cardsNotChosen(cardNosOnPaper: readonly string[], chosen: readonly string[]): string[] {
  const onPaper = new Set(cardNosOnPaper);
  const isChosen = new Set(chosen);
  const foreign = [...isChosen].filter((cardNo) => !onPaper.has(cardNo));
  if (foreign.length > 0) {
    throw cardError('HANDOVER_CARD_FOREIGN', {
      excludedCount: foreign.length,
      cardNos: foreign.slice(0, 20),
    });
  }
  return cardNosOnPaper.filter((cardNo) => !isChosen.has(cardNo));
}
