import { cardError } from '@lakeside/shared/card/card.errors';
import { CardStatus } from '@lakeside/shared/card/card.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById, type Tx } from '../../platform/database/dialect';
import type { Actor } from '../../platform/http/actor';
import { type CardProductRecord, CatalogService } from '../catalog/catalog.service';
import { changeCard } from './card-change';
import type { CardDocumentRef } from './card-documents';
import { type CardCredentials, CardSecretCheck } from './card-secret-check';
import { CardMovementAction } from './domain/card-movement-action';
import { assertMayUse } from './domain/member-card-rules';
import { Card } from './entities/card.entity';

/** A card that its holder may redeem now, locked, with what it stands for. */
export interface RedeemableCard {
  readonly card: Readonly<Card>;
  readonly product: CardProductRecord;
}

/** The card's side of a redemption; the order module writes the order. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardRedemptionService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly secretCheck: CardSecretCheck;
  @InjectDataSource() private readonly dataSource: DataSource;

  /**
   * Locks a card that may be redeemed now; `useCard` uses it up in the same transaction (rules.md §6). `memberId` null means
   * that the secret was proved by `verifySecret` and no member has bound the card.
   *
   * Throws CARD_NOT_YOURS for an unknown or foreign card, CARD_USED, CARD_VOIDED, CARD_NOT_ACTIVATED, CARD_EXPIRED,
   * CARD_LOCKED, CARD_ALREADY_BOUND.
   */
  async lockCard(tx: Tx, asked: { memberId: number | null; cardId: number }): Promise<RedeemableCard> {
    const [card] = await lockById(tx, Card, [asked.cardId]);
    if (!card) throw cardError('CARD_NOT_YOURS');
    assertMayUse(card, asked.memberId, this.clock.now());
    return { card, product: await this.catalog.requireCardProduct(tx, card.productId) };
  }

  /** Uses a locked card up for one redemption: one card, one redemption. */
  async useCard(
    tx: Tx,
    actor: Actor,
    use: { card: Readonly<Card>; document: CardDocumentRef },
  ): Promise<void> {
    const now = this.clock.now();
    await changeCard(tx, use.card, {
      change: { status: CardStatus.used, usedAt: now },
      entry: { action: CardMovementAction.used, actorName: actor.name, note: null, at: now },
      document: { kind: use.document.kind, id: use.document.id },
    });
  }

  /**
   * The id of the good, unbound card whose number and secret were told over the phone. Call it before the transaction: wrong
   * secrets are counted although they are refused. Throws CARD_BIND_REFUSED, CARD_BIND_LOCKED and what `lockCard` throws.
   */
  async verifySecret(actor: Actor, credentials: CardCredentials): Promise<number> {
    const cardId = await this.secretCheck.requireCardId(actor, credentials);
    const card = await this.dataSource.getRepository(Card).findOneByOrFail({ id: cardId });
    assertMayUse(card, null, this.clock.now());
    return cardId;
  }

  /** A card and what it stands for, read without a lock; `verifySecret` has answered the id. */
  async requireCard(cardId: number): Promise<RedeemableCard> {
    const card = await this.dataSource.getRepository(Card).findOneByOrFail({ id: cardId });
    return { card, product: await this.catalog.requireCardProduct(null, card.productId) };
  }
}
