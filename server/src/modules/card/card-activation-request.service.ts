import { cardError } from '@lakeside/shared/card/card.errors';
import { ActivationStatus, CardStatus } from '@lakeside/shared/card/card.status';
import { documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import { applyRate } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { insertInChunks, lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { ChannelActor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { AuditService } from '../audit/audit.service';
import { CatalogService } from '../catalog/catalog.service';
import { type ChannelRecord, ChannelService } from '../channel/channel.service';
import { DocumentService } from '../document/document.service';
import { lockCards, releaseCards, requireOneProduct } from './card-documents';
import type { SelectionInput } from './card-handover.service';
import { type ActivationDetail, CardViews } from './card-views';
import {
  type ActivationRoute,
  assertActivationMayBecome,
  assertRejectsInTurn,
  routeActivation,
  statusPastL2,
} from './domain/activation-rules';
import { type ActivationMoved, activationMoved } from './card.events';
import { CardMovementAction } from './domain/card-movement-action';
import { CardActivation } from './entities/card-activation.entity';

/**
 * Requests to activate cards: anyone asks for its own, an L2 passes on what its L3 has paid for, and until the L1 activates
 * (`card-activation.service.ts`) a request may be withdrawn or turned down (rules.md §5).
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardActivationRequestService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly views: CardViews;

  /** Asks for activation of inactive cards the channel holds (CH-031 … CH-034). Throws the refusals of `lockCards`. */
  async requestActivation(actor: ChannelActor, input: SelectionInput): Promise<ActivationDetail> {
    const number = await this.numbers.next(documentPrefix.cardActivation, toDay(this.clock.now()));
    return this.transactions.run(actor, async (tx) => {
      const requester = await this.channels.requireChannel(tx, actor.channelId);
      const route = routeActivation(requester);
      const l2 = route.l2Id === null ? null : await this.channels.lockChannel(tx, route.l2Id);
      const status = statusPastL2(route, l2);
      const id = await this.insertActivation(tx, requester, { ...route, status, number, note: input.note });
      const cards = await lockCards(tx, {
        document: { kind: 'cardActivation', id },
        selection: input.selection,
        rule: { holder: actor.channelId, statuses: [CardStatus.inactive], productId: null },
        onlyEligible: input.onlyEligible,
        expectedCount: input.expectedCount,
        entry: this.entry(actor, CardMovementAction.activationRequested, input.note),
      });
      const product = await this.catalog.requireCardProduct(tx, requireOneProduct(cards));
      await tx.update(
        CardActivation,
        { id },
        {
          productId: product.id,
          cardCount: cards.count,
          firstCardNo: cards.firstCardNo,
          lastCardNo: cards.lastCardNo,
          offlineUnitPriceFen:
            requester.level === 1 ? null : applyRate(product.retailPriceFen, requester.rateBp),
          l2UnitPriceFen: l2 && applyRate(product.retailPriceFen, l2.rateBp),
        },
      );
      await this.documents.register(tx, actor, {
        kind: 'cardActivation',
        id,
        number,
        action: '提交激活申请',
        note: input.note,
      });
      return this.finish(tx, actor, { id, action: 'cardActivation.request', move: 'requested' });
    });
  }

  /** The L2 marks 已收款 and passes its L3's request on to the L1 (CH-033, AD-067). */
  async forwardActivation(actor: ChannelActor, id: number): Promise<ActivationDetail> {
    return this.transactions.run(actor, async (tx) => {
      const activation = await this.lockActivation(tx, id);
      if (activation.l2Id !== actor.channelId) throw cardError('ACTIVATION_NOT_FOUND');
      assertActivationMayBecome(activation, ActivationStatus.pendingL1);
      await tx.update(CardActivation, { id }, { status: ActivationStatus.pendingL1 });
      await this.documents.addStep(tx, actor, { kind: 'cardActivation', id, action: '已收款，转交一级' });
      return this.finish(tx, actor, { id, action: 'cardActivation.forward', move: 'requested' });
    });
  }

  /** The side whose turn it is turns the request down; the cards unlock. */
  async rejectActivation(actor: ChannelActor, id: number, reason: string): Promise<ActivationDetail> {
    return this.transactions.run(actor, async (tx) => {
      const activation = await this.lockActivation(tx, id);
      if (activation.l1Id !== actor.channelId && activation.l2Id !== actor.channelId) {
        throw cardError('ACTIVATION_NOT_FOUND');
      }
      assertRejectsInTurn(activation, actor.channelId);
      await this.letGo(tx, actor, { id, action: CardMovementAction.activationRejected, note: reason });
      await tx.update(
        CardActivation,
        { id },
        { status: ActivationStatus.rejected, closedAt: this.clock.now() },
      );
      await this.documents.addStep(tx, actor, { kind: 'cardActivation', id, action: '驳回', note: reason });
      return this.finish(tx, actor, { id, action: 'cardActivation.reject', move: 'rejected' });
    });
  }

  /** The requester takes an open request back; the cards unlock. */
  async withdrawActivation(actor: ChannelActor, id: number): Promise<ActivationDetail> {
    return this.transactions.run(actor, async (tx) => {
      const activation = await this.lockActivation(tx, id);
      if (activation.requesterId !== actor.channelId) throw cardError('ACTIVATION_NOT_FOUND');
      assertActivationMayBecome(activation, ActivationStatus.withdrawn);
      await this.letGo(tx, actor, { id, action: CardMovementAction.activationWithdrawn, note: null });
      await tx.update(
        CardActivation,
        { id },
        { status: ActivationStatus.withdrawn, closedAt: this.clock.now() },
      );
      await this.documents.addStep(tx, actor, { kind: 'cardActivation', id, action: '撤回' });
      return this.finish(tx, actor, { id, action: 'cardActivation.withdraw' });
    });
  }

  private async insertActivation(
    tx: Tx,
    requester: ChannelRecord,
    paper: ActivationRoute & { number: string; note: string | null },
  ): Promise<number> {
    // The cards are taken under the id of the request, so it is written first and completed when they are known.
    const [id] = await insertInChunks(tx, CardActivation, [
      {
        ...paper,
        requesterId: requester.id,
        requesterLevel: requester.level,
        productId: 0,
        cardCount: 0,
        activatedCount: 0,
        offlineUnitPriceFen: null,
        storedValueFen: 0,
        creditFen: 0,
        firstCardNo: '',
        lastCardNo: '',
        createdAt: this.clock.now(),
      },
    ]);
    if (id === undefined) throw new Error('the database gave no id for an activation');
    return id;
  }

  private async letGo(
    tx: Tx,
    actor: ChannelActor,
    closing: { id: number; action: CardMovementAction; note: string | null },
  ): Promise<void> {
    await releaseCards(tx, {
      document: { kind: 'cardActivation', id: closing.id },
      change: {},
      outcome: 'cancelled',
      entry: this.entry(actor, closing.action, closing.note),
    });
  }

  private entry(actor: ChannelActor, action: CardMovementAction, note: string | null) {
    return { action, actorName: actor.name, note, at: this.clock.now() };
  }

  private async lockActivation(tx: Tx, id: number): Promise<CardActivation> {
    const [activation] = await lockById(tx, CardActivation, [id]);
    if (!activation) throw cardError('ACTIVATION_NOT_FOUND');
    return activation;
  }

  private async finish(
    tx: Tx,
    actor: ChannelActor,
    { id, action, move }: { id: number; action: string; move?: ActivationMoved['move'] },
  ): Promise<ActivationDetail> {
    const activation = await tx.findOneByOrFail(CardActivation, { id });
    await this.audit.record(tx, actor, {
      action,
      targetKind: 'cardActivation',
      targetId: id,
      targetLabel: activation.number,
      after: { status: activation.status, cardCount: activation.cardCount },
    });
    if (move) {
      await this.outbox.addAll(
        tx,
        activationMoved({
          activationId: id,
          number: activation.number,
          move,
          fromChannelId: actor.channelId,
          toChannelId: move === 'rejected' ? activation.requesterId : whoseTurn(activation),
          cardCount: activation.cardCount,
        }),
      );
    }
    return this.views.activationDetail(activation, actor.channelId, tx);
  }
}

/** The channel that must act on an open request. */
function whoseTurn({ status, l1Id, l2Id }: CardActivation): number {
  return status === ActivationStatus.pendingL1 ? l1Id : (l2Id ?? l1Id);
}
