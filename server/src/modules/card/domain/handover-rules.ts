import { cardError } from '@lakeside/shared/card/card.errors';
import {
  HandoverKind,
  HandoverStatus,
  handoverStatusName,
  handoverTransitions,
} from '@lakeside/shared/card/card.status';
import { canTransit } from '@lakeside/shared/kernel/status';
import type { HolderSide } from './card-holder';
import { cardsNotChosen } from './document-cards';

interface Party {
  readonly id: number;
  readonly level: 1 | 2 | 3;
  readonly parentId: number | null;
}

/** An L3 passes no cards on (AD-055); throws TRANSFER_NOT_ALLOWED. */
export function assertMayTransfer(sender: { readonly level: 1 | 2 | 3 }): void {
  if (sender.level === 3) throw cardError('TRANSFER_NOT_ALLOWED');
}

/** Returns go up one hop only: L1 → platform, L2 and L3 → parent (rules.md §5). */
export function returnTargetOf(sender: Party): HolderSide {
  return sender.level === 1 ? null : sender.parentId;
}

/** Throws HANDOVER_STATUS_CHANGED when someone was quicker: received and cancelled are final. */
export function assertHandoverMayBecome(
  handover: { readonly status: HandoverStatus },
  next: HandoverStatus,
): void {
  if (!canTransit(handoverTransitions, handover.status, next)) {
    throw cardError('HANDOVER_STATUS_CHANGED', {
      statusName: handoverStatusName[handover.status].replace(/^已/, ''),
    });
  }
}

/**
 * What receipt does to the L1 owner of the cards: an order gives them to its L1, a return to the platform sets them free,
 * and on every other way the owner stays, for its accounts pay whoever holds the card (AD-053). `undefined` = unchanged.
 */
export function ownerAfterReceipt(handover: {
  readonly kind: HandoverKind;
  readonly toChannelId: HolderSide;
}): HolderSide | undefined {
  if (handover.kind === HandoverKind.cardOrder) return handover.toChannelId;
  return handover.toChannelId === null ? null : undefined;
}

export interface Receipt {
  readonly receivedCount: number;
  /** Cards that stay with the sender. */
  readonly missingCardNos: readonly string[];
}

/**
 * Sorts the cards of a handover by what the receiver reports: everything but `missing`, or, when the cards were scanned one
 * by one, only `found`. Throws HANDOVER_CARD_FOREIGN when a reported number is not on the paper.
 */
export function planReceipt(
  cardNos: readonly string[],
  report: { readonly missingCardNos: readonly string[]; readonly foundCardNos: readonly string[] | null },
): Receipt {
  const { foundCardNos } = report;
  const notReported = cardsNotChosen(cardNos, foundCardNos ?? report.missingCardNos);
  const missingCardNos = foundCardNos === null ? cardsNotChosen(cardNos, notReported) : notReported;
  return { receivedCount: cardNos.length - missingCardNos.length, missingCardNos };
}
