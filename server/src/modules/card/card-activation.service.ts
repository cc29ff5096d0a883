import { cardError } from '@lakeside/shared/card/card.errors';
import { ActivationStatus, CardStatus } from '@lakeside/shared/card/card.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { ChannelActor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { AuditService } from '../audit/audit.service';
import { offersSold } from '../catalog/catalog.events';
import { type CardProductRecord, CatalogService } from '../catalog/catalog.service';
import { DocumentService } from '../document/document.service';
import { ActivationCharges } from './activation-charges';
import { CardDocumentQueries } from './card-document.queries';
import { releaseCards } from './card-documents';
import { type ActivationDetail, CardViews } from './card-views';
import { assertActivationMayBecome, expiryOf } from './domain/activation-rules';
import { activationMoved } from './card.events';
import { CardMovementAction } from './domain/card-movement-action';
import { cardsNotChosen } from './domain/document-cards';
import { CardActivation } from './entities/card-activation.entity';

interface Release {
  readonly activation: CardActivation;
  readonly product: CardProductRecord;
  /** Null = all cards. */
  readonly chosen: readonly string[] | null;
}

/** The L1 activates the cards of a request and pays for them; nobody else can (AD-056). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardActivationService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly charges: ActivationCharges;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly queries: CardDocumentQueries;
  @Inject() private readonly views: CardViews;

  /**
   * Activates all cards of a request, or only `cardNos` of them while the others unlock. Stored value pays first, then
   * credit; when both are short nothing changes and ACTIVATION_FUNDS_SHORT tells the shortage (rules.md §4). Throws
   * ACTIVATION_NOT_FOUND, ACTIVATION_STATUS_CHANGED, HANDOVER_CARD_FOREIGN.
   */
  async activateCards(
    actor: ChannelActor,
    id: number,
    cardNos: readonly string[] | null,
  ): Promise<ActivationDetail> {
    return this.transactions.run(actor, async (tx) => {
      const [activation] = await lockById(tx, CardActivation, [id]);
      if (activation?.l1Id !== actor.channelId) throw cardError('ACTIVATION_NOT_FOUND');
      assertActivationMayBecome(activation, ActivationStatus.activated);
      const product = await this.catalog.requireCardProduct(tx, activation.productId);
      const skipped = await this.release(tx, actor, { activation, product, chosen: cardNos });
      const activatedCount = activation.cardCount - skipped;
      // The accounts are locked last, so that requests of one L1 wait for each other as briefly as possible.
      const sold = { product, cardCount: activatedCount };
      const { unitPriceFen, ...paid } = await this.charges.charge(tx, activation, sold);
      const closing = {
        ...paid,
        status: ActivationStatus.activated,
        closedAt: this.clock.now(),
        activatedCount,
        l1UnitPriceFen: unitPriceFen,
      };
      await tx.update(CardActivation, { id }, closing);
      const note = skipped === 0 ? `${activatedCount} 张` : `${activatedCount} 张，另有 ${skipped} 张未激活`;
      await this.documents.addStep(tx, actor, { kind: 'cardActivation', id, action: '激活', note });
      await this.audit.record(tx, actor, {
        action: 'cardActivation.activate',
        targetKind: 'cardActivation',
        targetId: id,
        targetLabel: activation.number,
        after: { activatedCount, unitPriceFen, ...paid },
      });
      await this.outbox.addAll(tx, [
        ...activationMoved({
          activationId: id,
          number: activation.number,
          move: 'done',
          fromChannelId: actor.channelId,
          toChannelId: activation.requesterId,
          cardCount: activatedCount,
        }),
        // A physical card counts as sold when it is activated, whoever sold it.
        ...offersSold({
          paper: `cardActivation-${id}`,
          lines: [{ kind: 'cardProduct', id: product.id, quantity: activatedCount }],
        }),
      ]);
      return this.views.activationDetail({ ...activation, ...closing }, actor.channelId, tx);
    });
  }

  /** Unlocks what was not chosen and activates the rest. Answers how many were left out. */
  private async release(
    tx: Tx,
    actor: ChannelActor,
    { activation, product, chosen }: Release,
  ): Promise<number> {
    const now = this.clock.now();
    const document = { kind: 'cardActivation', id: activation.id } as const;
    const skipped = chosen === null ? [] : cardsNotChosen(await this.queries.cardNosOf(tx, document), chosen);
    const entry = { actorName: actor.name, note: null, at: now };
    await releaseCards(tx, {
      document,
      cardNos: skipped,
      change: {},
      outcome: 'skipped',
      entry: { ...entry, action: CardMovementAction.activationSkipped },
    });
    const activated = await releaseCards(tx, {
      document,
      change: {
        status: CardStatus.active,
        activatedAt: now,
        expiresAt: expiryOf(now, product.validityMonths),
      },
      outcome: 'done',
      entry: { ...entry, action: CardMovementAction.activated },
    });
    if (activated + skipped.length !== activation.cardCount) {
      throw new Error(`activation ${activation.number} has ${activated} + ${skipped.length} cards`);
    }
    return skipped.length;
  }
}
