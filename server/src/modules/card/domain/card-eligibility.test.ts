import { CardStatus } from '@lakeside/shared/card/card.status';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EligibilityRule,
  explainSelection,
  exclusionOf,
  numbersOf,
  type SelectedCard,
} from './card-eligibility';
import { HolderKind } from './card-holder';

const ofChannel7: EligibilityRule = { holder: 7, statuses: [CardStatus.inactive], productId: null };

function card(cardNo: string, changes: Partial<SelectedCard> = {}): SelectedCard {
  return {
    cardNo,
    productId: 1,
    status: CardStatus.inactive,
    holderKind: HolderKind.channel,
    holderChannelId: 7,
    lockDocumentId: null,
    ...changes,
  };
}

describe('which cards a document may take', () => {
  it('takes inactive unlocked cards of the sender and tells every other card its reason', () => {
    const cards = [
      card('A00001'),
      card('A00002', { holderChannelId: 8 }),
      card('A00003', { lockDocumentId: 5 }),
      card('A00004', { status: CardStatus.active }),
      card('A00005', { productId: 2 }),
    ];
    const selection = { ranges: [{ from: 'A00001', to: 'A00006' }], cardNos: [] };

    const explained = explainSelection(selection, cards, { ...ofChannel7, productId: 1 });

    expect(explained).toMatchObject({ total: 6, eligible: 1 });
    expect(explained.excluded).toEqual([
      { reason: 'unknown', count: 1, cardNos: ['A00006'] },
      { reason: 'notHeld', count: 1, cardNos: ['A00002'] },
      { reason: 'locked', count: 1, cardNos: ['A00003'] },
      { reason: 'wrongStatus', count: 1, cardNos: ['A00004'] },
      { reason: 'wrongProduct', count: 1, cardNos: ['A00005'] },
    ]);
  });

  it('shows the first twenty numbers of a reason and counts all', () => {
    const selection = { ranges: [{ from: 'A00001', to: 'A00100' }], cardNos: ['B00001'] };

    const { excluded } = explainSelection(selection, [], ofChannel7);

    expect(excluded[0]).toMatchObject({ reason: 'unknown', count: 101 });
    expect(excluded[0]?.cardNos).toHaveLength(20);
    expect(excluded[0]?.cardNos[19]).toBe('A00020');
  });

  it('counts the eligible cards of each product', () => {
    const selection = { ranges: [], cardNos: ['A00001', 'A00002', 'A00003'] };
    const cards = [card('A00001'), card('A00002', { productId: 2 }), card('A00003')];

    expect([...explainSelection(selection, cards, ofChannel7).eligibleByProduct]).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('never takes a card that a member has bound, though it stays in the library of the channel', () => {
    const bound = card('A00001', { holderKind: HolderKind.member });

    expect(exclusionOf(bound, ofChannel7)).toBe('notHeld');
    expect(exclusionOf(bound, { ...ofChannel7, holder: 'anyone' })).toBeNull();
  });

  it('accounts for every number of any selection exactly once', () => {
    const status = fc.constantFrom(...Object.values(CardStatus));
    const lock = fc.option(fc.integer({ min: 1, max: 3 }));
    const holder = fc.integer({ min: 7, max: 8 });
    const library = fc.array(fc.tuple(status, lock, holder), { maxLength: 60 });
    fc.assert(
      fc.property(library, fc.integer({ min: 1, max: 80 }), (rows, length) => {
        const cards = rows.map(([cardStatus, lockDocumentId, holderChannelId], index) =>
          card(`A${String(index + 1).padStart(5, '0')}`, {
            status: cardStatus,
            lockDocumentId,
            holderChannelId,
          }),
        );
        const to = `A${String(length).padStart(5, '0')}`;
        const selection = { ranges: [{ from: 'A00001', to }], cardNos: ['Z99999'] };

        const explained = explainSelection(selection, cards, ofChannel7);

        const excluded = explained.excluded.reduce((total, exclusion) => total + exclusion.count, 0);
        expect(explained.eligible + excluded).toBe(explained.total);
        expect([...numbersOf(selection)]).toHaveLength(length + 1);
      }),
    );
  });
});
