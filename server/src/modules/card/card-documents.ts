import { type CardSelection, countOfSelection } from '@lakeside/shared/card/card-number';
import { cardError } from '@lakeside/shared/card/card.errors';
import type { DocumentKind } from '@lakeside/shared/document/document.contract';
import { In } from 'typeorm';
import { affectedRows, type Tx } from '../../platform/database/dialect';
import { cardNoChunks, eligiblePart, findSelectedCards, selectionParts } from './card-selection.queries';
import { type EligibilityRule, type ExplainedSelection, explainSelection } from './domain/card-eligibility';
import type { CardMovementAction } from './domain/card-movement-action';
import { Card } from './entities/card.entity';
import { CardDocumentItem, type CardOutcome } from './entities/card-document-item.entity';

/**
 * What every document does with its cards, set by set rather than card by card. A card belongs to the document whose kind
 * and id stand in its lock columns; taking it is one conditional UPDATE, so two documents can never both have it.
 */
export interface CardDocumentRef {
  readonly kind: DocumentKind;
  readonly id: number;
}

/** As much of an actor's name as the life line keeps. */
export const actorNameLength = 60;

/** What the life lines of the cards will say. */
export interface LifeLineEntry {
  readonly action: CardMovementAction;
  readonly actorName: string;
  readonly note: string | null;
  readonly at: Date;
}

export interface LockRequest {
  readonly document: CardDocumentRef;
  readonly selection: CardSelection;
  readonly rule: EligibilityRule;
  /** Leave out cards that cannot take part instead of refusing the document. */
  readonly onlyEligible: boolean;
  /** How many cards the person saw and agreed to. */
  readonly expectedCount: number;
  /** Null when the cards are not to rest in the document, so that the lock is not worth a word. */
  readonly entry: LifeLineEntry | null;
}

export interface LockedCards {
  readonly count: number;
  /** The products of the cards; a document that rests on one product refuses more, see `requireOneProduct`. */
  readonly productIds: readonly number[];
  readonly firstCardNo: string;
  readonly lastCardNo: string;
}

/**
 * Takes the eligible cards of a selection into a document and lists them in it.
 *
 * Throws CARDS_NOT_ELIGIBLE with every exclusion explained when a card cannot take part (with `onlyEligible`: when none can)
 * and CARD_COUNT_CHANGED when their number is not the expected one.
 */
export async function lockCards(tx: Tx, request: LockRequest): Promise<LockedCards> {
  const { document, selection, rule } = request;
  const eligible = eligiblePart(rule);
  let count = 0;
  for (const part of selectionParts(selection)) {
    const result = await tx
      .createQueryBuilder()
      .update(Card)
      .set({ lockDocumentKind: document.kind, lockDocumentId: document.id })
      .where(part.sql, part.parameters)
      .andWhere(eligible.sql, eligible.parameters)
      .execute();
    count += affectedRows(result);
  }
  const total = countOfSelection(selection);
  if (count === 0 || (count < total && !request.onlyEligible)) await refuseSelection(tx, request);
  if (count !== request.expectedCount) throw cardError('CARD_COUNT_CHANGED', { eligible: count });
  if (request.entry) await appendMovements(tx, document, { entry: request.entry, change: {}, cardNos: null });
  await listCards(tx, document);
  return summarize(tx, document, count);
}

async function refuseSelection(tx: Tx, { document, selection, rule }: LockRequest): Promise<never> {
  const cards = await findSelectedCards(tx, selection);
  const asBefore = cards.map((card) =>
    card.lockDocumentId === document.id && card.lockDocumentKind === document.kind
      ? { ...card, lockDocumentId: null }
      : card,
  );
  throw notEligible(explainSelection(selection, asBefore, rule));
}

/** CARDS_NOT_ELIGIBLE with the exclusions as details. */
export function notEligible(explained: ExplainedSelection) {
  return cardError('CARDS_NOT_ELIGIBLE', {
    excludedCount: explained.total - explained.eligible,
    excluded: explained.excluded,
  });
}

/** The one product of the cards; throws CARDS_OF_SEVERAL_PRODUCTS. */
export function requireOneProduct(cards: LockedCards): number {
  const [productId, ...others] = cards.productIds;
  if (productId === undefined || others.length > 0) throw cardError('CARDS_OF_SEVERAL_PRODUCTS');
  return productId;
}

async function listCards(tx: Tx, document: CardDocumentRef): Promise<void> {
  await tx.query(
    `INSERT INTO card_document_item (documentKind, documentId, cardNo, cardId, outcome)
     SELECT lockDocumentKind, lockDocumentId, cardNo, id, 'pending' FROM card
     WHERE lockDocumentId = ? AND lockDocumentKind = ?`,
    [document.id, document.kind],
  );
}

async function summarize(tx: Tx, document: CardDocumentRef, count: number): Promise<LockedCards> {
  const rows = await tx
    .createQueryBuilder(Card, 'card')
    .select('card.productId', 'productId')
    .addSelect('MIN(card.cardNo)', 'firstCardNo')
    .addSelect('MAX(card.cardNo)', 'lastCardNo')
    .where({ lockDocumentId: document.id, lockDocumentKind: document.kind })
    .groupBy('card.productId')
    .getRawMany<{ productId: number; firstCardNo: string; lastCardNo: string }>();
  return {
    count,
    productIds: rows.map((row) => row.productId),
    firstCardNo: rows.map((row) => row.firstCardNo).sort()[0] ?? '',
    lastCardNo:
      rows
        .map((row) => row.lastCardNo)
        .sort()
        .at(-1) ?? '',
  };
}

/** The columns a document may set on its cards when it lets them go; what is absent stays. */
export type CardChange = Partial<
  Pick<
    Card,
    | 'status'
    | 'holderKind'
    | 'holderChannelId'
    | 'l1OwnerId'
    | 'receivedAt'
    | 'activatedAt'
    | 'expiresAt'
    | 'voidedAt'
    | 'orderId'
  >
>;

export interface ReleaseRequest {
  readonly document: CardDocumentRef;
  /** Only these of its cards; absent = all it still has. */
  readonly cardNos?: readonly string[];
  readonly change: CardChange;
  readonly outcome: CardOutcome;
  readonly entry: LifeLineEntry;
}

/** Changes cards of a document, unlocks them and writes their life lines. Answers how many there were. */
export async function releaseCards(tx: Tx, request: ReleaseRequest): Promise<number> {
  const { document, change, entry } = request;
  let count = 0;
  for (const cardNos of request.cardNos ? cardNoChunks(request.cardNos) : [null]) {
    await appendMovements(tx, document, { entry, change, cardNos });
    const only = cardNos === null ? {} : { cardNo: In(cardNos) };
    const result = await tx.update(
      Card,
      { lockDocumentId: document.id, lockDocumentKind: document.kind, ...only },
      { ...change, lockDocumentKind: null, lockDocumentId: null },
    );
    count += affectedRows(result);
    await tx.update(
      CardDocumentItem,
      { documentKind: document.kind, documentId: document.id, outcome: 'pending', ...only },
      { outcome: request.outcome },
    );
  }
  return count;
}

interface MovementsToAppend {
  readonly entry: LifeLineEntry;
  readonly change: CardChange;
  /** Null = all cards of the document. */
  readonly cardNos: readonly string[] | null;
}

/** Writes one life-line row for each card the document has, telling what the card is after `change`. */
async function appendMovements(
  tx: Tx,
  document: CardDocumentRef,
  movements: MovementsToAppend,
): Promise<void> {
  const { entry, change, cardNos } = movements;
  const after = (column: 'status' | 'holderKind' | 'holderChannelId') =>
    change[column] === undefined ? { sql: column, values: [] } : { sql: '?', values: [change[column]] };
  const [status, holderKind, holderChannelId] = [
    after('status'),
    after('holderKind'),
    after('holderChannelId'),
  ];
  const only = cardNos === null ? '' : `AND cardNo IN (${cardNos.map(() => '?').join(', ')})`;
  await tx.query(
    `INSERT INTO card_movement (cardId, action, fromStatus, toStatus, holderKind, holderChannelId, memberId,
                                documentKind, documentId, actorName, note, at)
     SELECT id, ?, status, ${status.sql}, ${holderKind.sql}, ${holderChannelId.sql}, memberId,
            lockDocumentKind, lockDocumentId, ?, ?, ? FROM card
     WHERE lockDocumentId = ? AND lockDocumentKind = ? ${only}`,
    [
      entry.action,
      ...status.values,
      ...holderKind.values,
      ...holderChannelId.values,
      entry.actorName.slice(0, actorNameLength),
      entry.note,
      entry.at,
      document.id,
      document.kind,
      ...(cardNos ?? []),
    ],
  );
}
