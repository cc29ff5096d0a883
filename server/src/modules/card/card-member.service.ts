import { cardError } from '@lakeside/shared/card/card.errors';
import type { MemberCard } from '@lakeside/shared/card/card.member.contract';
import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { toIso } from '@lakeside/shared/kernel/date';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { MemberActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { CatalogService } from '../catalog/catalog.service';
import { DocumentService } from '../document/document.service';
import { changeCard } from './card-change';
import { type CardCredentials, CardSecretCheck } from './card-secret-check';
import { CardQueries, type MemberCardFilter } from './card.queries';
import { HolderKind } from './domain/card-holder';
import { CardMovementAction } from './domain/card-movement-action';
import { assertMayBind } from './domain/member-card-rules';
import { Card } from './entities/card.entity';

/** The cards of a member: binding with number and secret, own list (rules.md §6). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardMemberService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly secretCheck: CardSecretCheck;
  @Inject() private readonly queries: CardQueries;

  /**
   * Binds an activated card to the member who knows its secret (MB-052). Throws CARD_BIND_REFUSED alike for a wrong secret and
   * an unknown number, CARD_BIND_LOCKED after too many of them, and, only to someone who knows the secret, why the card
   * cannot be bound.
   */
  async bindCard(actor: MemberActor, credentials: CardCredentials): Promise<MemberCard> {
    const cardId = await this.secretCheck.requireCardId(actor, credentials);
    return this.transactions.run(actor, async (tx) => {
      const [card] = await lockById(tx, Card, [cardId]);
      if (!card) throw cardError('CARD_BIND_REFUSED');
      const now = this.clock.now();
      assertMayBind(card, actor.memberId, now);
      const bound = card.memberId === null ? await this.bind(tx, actor, card) : card;
      const [view] = await this.toMemberCards([bound], tx);
      if (!view) throw new Error('one card gives one view');
      return view;
    });
  }

  async listMyCards(actor: MemberActor, filter: MemberCardFilter): Promise<Page<MemberCard>> {
    const { items, total } = await this.queries.listMemberCards(actor.memberId, filter);
    return { items: await this.toMemberCards(items), total };
  }

  /** Throws CARD_NOT_YOURS for a card that the member has not bound. */
  async getMyCard(actor: MemberActor, id: number): Promise<MemberCard> {
    const card = await this.queries.findMemberCard(actor.memberId, id);
    const [view] = card ? await this.toMemberCards([card]) : [];
    if (!view) throw cardError('CARD_NOT_YOURS');
    return view;
  }

  private async bind(tx: Tx, actor: MemberActor, card: Card): Promise<Card> {
    const now = this.clock.now();
    await this.audit.record(tx, actor, {
      action: 'card.bind',
      targetKind: 'card',
      targetId: card.id,
      targetLabel: card.cardNo,
    });
    return changeCard(tx, card, {
      change: { memberId: actor.memberId, boundAt: now, holderKind: HolderKind.member },
      entry: { action: CardMovementAction.bound, actorName: actor.name, note: null, at: now },
      document: null,
    });
  }

  private async toMemberCards(cards: readonly Card[], tx: Tx | null = null): Promise<MemberCard[]> {
    const productById = await this.catalog.cardProductsByIds(
      [...new Set(cards.map((card) => card.productId))],
      tx,
    );
    const packageIds = [...new Set([...productById.values()].map((product) => product.packageId))];
    const itemsByPackage = await this.catalog.packageItemsByIds(packageIds, tx);
    const usedIds = cards.filter((card) => card.usedAt !== null).map((card) => card.id);
    const redemptionIdByCard = await this.queries.redemptionIds(usedIds, tx);
    const refs = [...redemptionIdByCard.values()].map((id) => ({ kind: 'redemption' as const, id }));
    const numbers = await this.documents.numbersOf(refs, tx);
    return cards.map((card) => {
      const product = productById.get(card.productId);
      if (!product) throw new Error(`card ${card.id} has no product ${card.productId}`);
      const redemptionId = redemptionIdByCard.get(card.id);
      return {
        id: card.id,
        cardNo: card.cardNo,
        kind: card.kind,
        product: { id: product.id, name: product.name, pictureUrl: product.pictureUrl },
        packageId: product.packageId,
        items: itemsByPackage.get(product.packageId) ?? [],
        status: card.status,
        boundAt: toIso(card.boundAt ?? card.createdAt),
        expiresAt: card.expiresAt === null ? null : toIso(card.expiresAt),
        giftId: card.lockDocumentKind === DocumentKind.cardGift ? card.lockDocumentId : null,
        redemption:
          redemptionId === undefined
            ? null
            : { id: redemptionId, number: numbers.get(`redemption:${redemptionId}`) ?? '' },
      };
    });
  }
}
