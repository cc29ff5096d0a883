import type { Tx } from '../../platform/database/dialect';
import { actorNameLength, type CardDocumentRef, type LifeLineEntry } from './card-documents';
import { Card } from './entities/card.entity';
import { CardMovement } from './entities/card-movement.entity';

/** Changes one card that the caller has locked, together with its life line. */
export async function changeCard(
  tx: Tx,
  card: Readonly<Card>,
  {
    change,
    entry,
    document,
  }: { change: Partial<Card>; entry: LifeLineEntry; document: CardDocumentRef | null },
): Promise<Card> {
  const after = { ...card, ...change };
  await tx.update(Card, { id: card.id }, change);
  await tx.insert(CardMovement, {
    cardId: card.id,
    action: entry.action,
    fromStatus: card.status,
    toStatus: after.status,
    holderKind: after.holderKind,
    holderChannelId: after.holderChannelId,
    memberId: after.memberId,
    documentKind: document?.kind ?? null,
    documentId: document?.id ?? null,
    actorName: entry.actorName.slice(0, actorNameLength),
    note: entry.note,
    at: entry.at,
  });
  return after;
}
