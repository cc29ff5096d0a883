import type { CardSelection } from '@lakeside/shared/card/card-number';
import { cardError } from '@lakeside/shared/card/card.errors';
import { CardStatus } from '@lakeside/shared/card/card.status';
import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, IsNull } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks, lockById, type Tx } from '../../platform/database/dialect';
import type { Actor } from '../../platform/http/actor';
import { CatalogService } from '../catalog/catalog.service';
import { actorNameLength, type CardDocumentRef, lockCards, releaseCards } from './card-documents';
import { cardNoChunks } from './card-selection.queries';
import { expiryOf } from './domain/activation-rules';
import { HolderKind } from './domain/card-holder';
import { CardMovementAction } from './domain/card-movement-action';
import { assertMayComeBack } from './domain/sale-rules';
import { CardMovement } from './entities/card-movement.entity';
import { Card } from './entities/card.entity';

/** A card that was sold with an order, as other modules see it. */
export interface SoldCardRecord {
  readonly cardNo: string;
  readonly status: CardStatus;
}

export interface Allotment {
  /** The shipping note that the numbers are locked in. */
  readonly document: CardDocumentRef;
  readonly orderId: number;
  readonly productId: number;
  readonly quantity: number;
  readonly selection: CardSelection;
}

/** The card's side of printed cards that members buy of the platform; the modules above decide how many, and when (rules.md §5). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardSaleService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly catalog: CatalogService;

  /** The first numbers that could be allotted, in their order. */
  async findFree(productId: number, count: number): Promise<string[]> {
    const cards = await this.dataSource.getRepository(Card).find({
      select: { cardNo: true },
      where: {
        holderChannelId: IsNull(),
        holderKind: HolderKind.platform,
        status: CardStatus.inactive,
        productId,
        lockDocumentId: IsNull(),
      },
      order: { cardNo: 'ASC' },
      take: count,
    });
    return cards.map((card) => card.cardNo);
  }

  /**
   * Locks exactly so many inactive cards of the platform in the shipping note of an order. Throws CARDS_NOT_ELIGIBLE with every
   * reason, CARD_COUNT_CHANGED.
   */
  async allot(tx: Tx, actor: Actor, allotment: Allotment): Promise<void> {
    const { document, orderId, productId, quantity, selection } = allotment;
    await lockCards(tx, {
      document,
      selection,
      rule: { holder: null, statuses: [CardStatus.inactive], productId },
      onlyEligible: false,
      expectedCount: quantity,
      entry: {
        action: CardMovementAction.allotted,
        actorName: actor.name,
        note: null,
        at: this.clock.now(),
      },
    });
    await tx.update(Card, lockedIn(document), { orderId });
  }

  /** Takes the cards of a shipping note that has not left back to stock. */
  async takeBack(tx: Tx, actor: Actor, taken: { document: CardDocumentRef; note: string }): Promise<void> {
    await releaseCards(tx, {
      document: taken.document,
      change: { orderId: null },
      outcome: 'cancelled',
      entry: {
        action: CardMovementAction.allotmentCancelled,
        actorName: actor.name,
        note: taken.note,
        at: this.clock.now(),
      },
    });
  }

  /**
   * The buyer has the cards of a shipping note: the platform activates them without charging anybody (AD-209, AD-219). They
   * belong to whoever binds them first, since they may be a present. Nothing happens for a note without cards.
   */
  async activate(tx: Tx, actor: Actor, document: CardDocumentRef): Promise<void> {
    const first = await tx.findOneBy(Card, lockedIn(document));
    if (!first) return;
    const { validityMonths } = await this.catalog.requireCardProduct(tx, first.productId);
    const now = this.clock.now();
    await releaseCards(tx, {
      document,
      change: {
        status: CardStatus.active,
        holderKind: HolderKind.member,
        receivedAt: now,
        activatedAt: now,
        expiresAt: expiryOf(now, validityMonths),
      },
      outcome: 'done',
      entry: { action: CardMovementAction.platformActivated, actorName: actor.name, note: null, at: now },
    });
  }

  /** The cards of an order in the order of their numbers. */
  async cardsOf(tx: Tx | null, orderId: number): Promise<SoldCardRecord[]> {
    const cards = await (tx ?? this.dataSource.manager).find(Card, {
      select: { cardNo: true, status: true },
      where: { orderId },
      order: { cardNo: 'ASC' },
    });
    return cards.map(({ cardNo, status }) => ({ cardNo, status }));
  }

  /**
   * Cards of a locked order have come back: inactive ones go to stock, active ones are voided (rules.md §5). Throws
   * CARD_NOT_OF_ORDER for a number that was not sold with it, CARD_USED, CARD_VOIDED, CARD_LOCKED.
   */
  async takeReturned(
    tx: Tx,
    actor: Actor,
    returned: { orderId: number; document: CardDocumentRef; cardNos: readonly string[]; note: string },
  ): Promise<void> {
    const { orderId, document, cardNos, note } = returned;
    const found: { id: number; cardNo: string }[] = [];
    for (const chunk of cardNoChunks(cardNos)) {
      const where = { orderId, cardNo: In(chunk) };
      found.push(...(await tx.find(Card, { select: { id: true, cardNo: true }, where })));
    }
    const known = new Set(found.map((card) => card.cardNo));
    const foreign = cardNos.find((cardNo) => !known.has(cardNo));
    if (foreign !== undefined) throw cardError('CARD_NOT_OF_ORDER', { cardNo: foreign });
    const ids = found.map((card) => card.id);
    const cards = await lockById(tx, Card, ids);
    for (const card of cards) assertMayComeBack(card);
    const inactive = cards.filter((card) => card.status === CardStatus.inactive);
    await this.backToStock(tx, actor, { cards: inactive, note });
    const active = cards.filter((card) => card.status === CardStatus.active);
    await this.voidReturned(tx, actor, { cards: active, document, note });
  }

  private async backToStock(
    tx: Tx,
    actor: Actor,
    back: { cards: readonly Card[]; note: string },
  ): Promise<void> {
    // An order has at most one shipping note with cards in it.
    const id = back.cards[0]?.lockDocumentId;
    if (id === undefined || id === null) return;
    await releaseCards(tx, {
      document: { kind: DocumentKind.shipment, id },
      cardNos: back.cards.map((card) => card.cardNo),
      change: { orderId: null },
      outcome: 'cancelled',
      entry: {
        action: CardMovementAction.returnedByMember,
        actorName: actor.name,
        note: back.note,
        at: this.clock.now(),
      },
    });
  }

  private async voidReturned(
    tx: Tx,
    actor: Actor,
    back: { cards: readonly Card[]; document: CardDocumentRef; note: string },
  ): Promise<void> {
    const { cards, document, note } = back;
    if (cards.length === 0) return;
    const at = this.clock.now();
    const voided = { status: CardStatus.voided, voidedAt: at };
    await tx.update(Card, { id: In(cards.map((card) => card.id)) }, voided);
    await insertInChunks(
      tx,
      CardMovement,
      cards.map((card) => ({
        cardId: card.id,
        action: CardMovementAction.voided,
        fromStatus: card.status,
        toStatus: voided.status,
        holderKind: card.holderKind,
        holderChannelId: card.holderChannelId,
        memberId: card.memberId,
        documentKind: document.kind,
        documentId: document.id,
        actorName: actor.name.slice(0, actorNameLength),
        note,
        at,
      })),
    );
  }
}

function lockedIn(document: CardDocumentRef) {
  return { lockDocumentId: document.id, lockDocumentKind: document.kind };
}
