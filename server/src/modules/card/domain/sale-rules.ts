import { cardError } from '@lakeside/shared/card/card.errors';
import { CardStatus } from '@lakeside/shared/card/card.status';
import { DocumentKind } from '@lakeside/shared/document/document.contract';

/** Whether a sold card may come back: not once it was used or voided, nor while another paper has it (rules.md §5). */
export function assertMayComeBack(card: {
  readonly cardNo: string;
  readonly status: CardStatus;
  readonly lockDocumentKind: DocumentKind | null;
}): void {
  if (card.status === CardStatus.used) throw cardError('CARD_USED', { cardNo: card.cardNo });
  if (card.status === CardStatus.voided) throw cardError('CARD_VOIDED', { cardNo: card.cardNo });
  // On its way to the buyer it is locked by the note it was sent with, and may be refused at the door.
  if (card.lockDocumentKind !== null && card.lockDocumentKind !== DocumentKind.shipment) {
    throw cardError('CARD_LOCKED', { cardNo: card.cardNo });
  }
}
