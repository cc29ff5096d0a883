import { cardError } from '@lakeside/shared/card/card.errors';
import {
  CardKind,
  type GiftStatus,
  giftStatusName,
  giftTransitions,
} from '@lakeside/shared/card/card.status';
import { canTransit } from '@lakeside/shared/kernel/status';
import { assertGood, type PresentedCard } from './member-card-rules';

const hourMs = 3_600_000;

/** An own, good e-card may be given away (rules.md §6). Throws CARD_NOT_YOURS, GIFT_E_CARD_ONLY and why it is not good. */
export function assertMayGive(card: PresentedCard & { kind: CardKind }, memberId: number, now: Date): void {
  if (card.memberId !== memberId) throw cardError('CARD_NOT_YOURS');
  if (card.kind !== CardKind.eCard) throw cardError('GIFT_E_CARD_ONLY');
  assertGood(card, now);
}

/** Until when a gift made at `now` waits to be accepted. */
export function giftExpiryOf(now: Date, giftHours: number): Date {
  return new Date(now.getTime() + giftHours * hourMs);
}

/** Throws GIFT_CLOSED unless the gift may become `next`; a gift whose time is over may only go back. */
export function assertGiftMayBecome(
  gift: { status: GiftStatus; expiresAt: Date },
  next: GiftStatus,
  now: Date,
): void {
  const isLate = next === 'accepted' && gift.expiresAt <= now;
  if (canTransit(giftTransitions, gift.status, next) && !isLate) return;
  const status = isLate && gift.status === 'open' ? 'expired' : gift.status;
  throw cardError('GIFT_CLOSED', { statusName: giftStatusName[status], status });
}
