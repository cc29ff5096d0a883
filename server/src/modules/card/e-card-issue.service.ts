import { cardError } from '@lakeside/shared/card/card.errors';
import { CardKind, CardStatus } from '@lakeside/shared/card/card.status';
import type { DocumentKind } from '@lakeside/shared/document/document.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { randomBytes } from 'node:crypto';
import { DataSource, In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks, lockById, type Tx } from '../../platform/database/dialect';
import type { Actor } from '../../platform/http/actor';
import { CatalogService } from '../catalog/catalog.service';
import { changeCard } from './card-change';
import { actorNameLength } from './card-documents';
import { CardSecretService } from './card-secret.service';
import { expiryOf } from './domain/activation-rules';
import { HolderKind } from './domain/card-holder';
import { CardMovementAction } from './domain/card-movement-action';
import { eCardNoFrom, eCardNoLength, secretFrom, secretLength } from './domain/generate-secret';
import { isStillOfBuyer } from './domain/member-card-rules';
import { CardMovement } from './entities/card-movement.entity';
import { Card } from './entities/card.entity';

/** The locked order that cards are issued for. */
export interface IssueOrder {
  readonly kind: DocumentKind;
  readonly id: number;
  readonly memberId: number;
}

export interface IssuedCardRecord {
  readonly cardNo: string;
  readonly status: CardStatus;
  readonly memberId: number;
  readonly issuedAt: Date;
  readonly isStillOfBuyer: boolean;
}

/** The card's side of an e-card order; the order module decides how many, and when (rules.md §6). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ECardIssueService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly secrets: CardSecretService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /**
   * Makes so many cards for a locked order: active from the start, owned by the buyer (AD-247, AD-252). Nobody is told their
   * secrets: an e-card is used by its owner, who is logged in. `ux_card_order_issue` holds «no card issued twice» once more.
   */
  async issue(
    tx: Tx,
    actor: Actor,
    wanted: { order: IssueOrder; productId: number; count: number },
  ): Promise<void> {
    const { order, productId, count } = wanted;
    const { validityMonths } = await this.catalog.requireCardProduct(tx, productId);
    const now = this.clock.now();
    const issuedBefore = await tx.countBy(Card, { orderId: order.id });
    const cards = Array.from({ length: count }, (_, index) => ({
      ...this.newIdentity(),
      productId,
      kind: CardKind.eCard,
      status: CardStatus.active,
      holderKind: HolderKind.member,
      memberId: order.memberId,
      orderId: order.id,
      issueNo: issuedBefore + index + 1,
      createdAt: now,
      receivedAt: now,
      activatedAt: now,
      boundAt: now,
      expiresAt: expiryOf(now, validityMonths),
    }));
    const ids = await insertInChunks(tx, Card, cards);
    await insertInChunks(
      tx,
      CardMovement,
      ids.map((cardId) => ({
        cardId,
        action: CardMovementAction.issued,
        fromStatus: null,
        toStatus: CardStatus.active,
        holderKind: HolderKind.member,
        memberId: order.memberId,
        documentKind: order.kind,
        documentId: order.id,
        actorName: actor.name.slice(0, actorNameLength),
        at: now,
      })),
    );
  }

  /** Cards issued for an order in their order, oldest first. */
  async cardsOf(tx: Tx | null, order: { id: number; memberId: number }): Promise<IssuedCardRecord[]> {
    const cards = await (tx ?? this.dataSource.manager).find(Card, {
      where: { orderId: order.id },
      order: { issueNo: 'ASC' },
    });
    return cards.map((card) => ({
      cardNo: card.cardNo,
      status: card.status,
      memberId: card.memberId ?? order.memberId,
      issuedAt: card.createdAt,
      isStillOfBuyer: isStillOfBuyer(card, order.memberId),
    }));
  }

  /** How many cards were issued for each of these orders; orders without any are absent. */
  async countsOf(orderIds: readonly number[]): Promise<Map<number, number>> {
    if (orderIds.length === 0) return new Map();
    const rows = await this.dataSource
      .getRepository(Card)
      .createQueryBuilder('card')
      .select('card.orderId', 'orderId')
      .addSelect('COUNT(*)', 'issued')
      .where({ orderId: In([...orderIds]) })
      .groupBy('card.orderId')
      .getRawMany<{ orderId: number; issued: number | string }>();
    return new Map(rows.map((row) => [row.orderId, Number(row.issued)]));
  }

  /**
   * Voids cards of a locked order because their money goes back. Throws CARD_NOT_FOUND for a number that is not of this order,
   * E_CARD_GONE for one that was used, voided or given away, or is on its way to somebody.
   */
  async voidForRefund(
    tx: Tx,
    actor: Actor,
    refund: { order: IssueOrder; cardNos: readonly string[]; reason: string },
  ): Promise<void> {
    const { order, cardNos, reason } = refund;
    const found = await tx.find(Card, {
      select: { id: true, cardNo: true },
      where: { orderId: order.id, cardNo: In([...cardNos]) },
    });
    const known = new Set(found.map((card) => card.cardNo));
    const unknown = cardNos.find((cardNo) => !known.has(cardNo));
    if (unknown !== undefined) throw cardError('CARD_NOT_FOUND', { cardNo: unknown });
    const now = this.clock.now();
    const cards = await lockById(
      tx,
      Card,
      found.map((card) => card.id),
    );
    for (const card of cards) {
      if (!isStillOfBuyer(card, order.memberId)) throw cardError('E_CARD_GONE', { cardNo: card.cardNo });
      await changeCard(tx, card, {
        change: { status: CardStatus.voided, voidedAt: now },
        entry: { action: CardMovementAction.voided, actorName: actor.name, note: reason, at: now },
        document: { kind: order.kind, id: order.id },
      });
    }
  }

  private newIdentity(): { cardNo: string; secretHash: string } {
    const cardNo = eCardNoFrom(randomBytes(eCardNoLength));
    return { cardNo, secretHash: this.secrets.hash(cardNo, secretFrom(randomBytes(secretLength))) };
  }
}
