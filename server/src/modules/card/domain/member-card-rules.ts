import { cardError } from '@lakeside/shared/card/card.errors';
import { CardStatus } from '@lakeside/shared/card/card.status';

export interface PresentedCard {
  readonly status: CardStatus;
  readonly memberId: number | null;
  readonly lockDocumentId: number | null;
  readonly expiresAt: Date | null;
}

/** Whether a card can give goods at `now`; throws the reason why not. Asked only of someone who proved the secret or owns the card. */
export function assertGood(card: PresentedCard, now: Date): void {
  switch (card.status) {
    case CardStatus.inactive:
      throw cardError('CARD_NOT_ACTIVATED');
    case CardStatus.used:
      throw cardError('CARD_USED');
    case CardStatus.voided:
      throw cardError('CARD_VOIDED');
    case CardStatus.active:
      break;
  }
  if (card.lockDocumentId !== null) throw cardError('CARD_LOCKED');
  if (card.expiresAt !== null && card.expiresAt <= now) throw cardError('CARD_EXPIRED');
}

/** Whether the buyer still has a card that was bought online, unused and on no way: only then its money can go back. */
export function isStillOfBuyer(card: PresentedCard, buyerId: number): boolean {
  return card.status === CardStatus.active && card.memberId === buyerId && card.lockDocumentId === null;
}

/** A good card that nobody else has bound may be bound; binding one's own card again changes nothing (rules.md §6). */
export function assertMayBind(card: PresentedCard, memberId: number, now: Date): void {
  if (card.memberId !== null && card.memberId !== memberId) throw cardError('CARD_ALREADY_BOUND');
  assertGood(card, now);
}

/**
 * A redemption uses a good card: the member's own, or, when the secret was proved over the phone (`memberId` null), one that
 * nobody bound. Throws CARD_NOT_YOURS for a foreign card.
 */
export function assertMayUse(card: PresentedCard, memberId: number | null, now: Date): void {
  if (memberId !== null && card.memberId !== memberId) throw cardError('CARD_NOT_YOURS');
  if (memberId === null && card.memberId !== null) throw cardError('CARD_ALREADY_BOUND');
  assertGood(card, now);
}
