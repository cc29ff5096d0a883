import { cardError } from '@lakeside/shared/card/card.errors';
import { HandoverStatus } from '@lakeside/shared/card/card.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AdminActor, ChannelActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { CardDocumentQueries } from './card-document.queries';
import { type LifeLineEntry, releaseCards } from './card-documents';
import { CardViews, type HandoverDetail } from './card-views';
import { holderOf } from './domain/card-holder';
import { CardMovementAction } from './domain/card-movement-action';
import { assertHandoverMayBecome, ownerAfterReceipt, planReceipt } from './domain/handover-rules';
import { CardHandover } from './entities/card-handover.entity';

export interface ReceiptReport {
  readonly missingCardNos: readonly string[];
  readonly foundCardNos: readonly string[] | null;
}

type HandoverActor = AdminActor | ChannelActor;

/**
 * Ends a handover: the receiver confirms what arrived, or the sender takes it back before that. What did not arrive stays
 * with the sender, unlocked, and is counted as a difference (rules.md §5).
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardReceiptService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly queries: CardDocumentQueries;
  @Inject() private readonly views: CardViews;

  /** The receiving channel confirms all or part. Throws HANDOVER_NOT_FOUND for a paper addressed to somebody else. */
  async receiveByChannel(actor: ChannelActor, id: number, report: ReceiptReport): Promise<HandoverDetail> {
    return this.transactions.run(actor, async (tx) => {
      const handover = await this.lockHandover(tx, id);
      if (handover.toChannelId !== actor.channelId) throw cardError('HANDOVER_NOT_FOUND');
      return this.receive(tx, actor, { handover, report });
    });
  }

  /** The back office takes an L1's return into stock (AD-225). Throws HANDOVER_NOT_FOUND for a paper not addressed to the platform. */
  async receiveByPlatform(actor: AdminActor, id: number, report: ReceiptReport): Promise<HandoverDetail> {
    return this.transactions.run(actor, async (tx) => {
      const handover = await this.lockHandover(tx, id);
      if (handover.toChannelId !== null) throw cardError('HANDOVER_NOT_FOUND');
      return this.receive(tx, actor, { handover, report });
    });
  }

  /** The sending channel takes cards back before receipt. Throws HANDOVER_NOT_FOUND for a paper somebody else sent. */
  async cancelByChannel(actor: ChannelActor, id: number): Promise<HandoverDetail> {
    return this.transactions.run(actor, async (tx) => {
      const handover = await this.lockHandover(tx, id);
      if (handover.fromChannelId !== actor.channelId) throw cardError('HANDOVER_NOT_FOUND');
      return this.cancel(tx, actor, handover);
    });
  }

  /** The back office cancels a card order before receipt; transfers and returns are cancelled by their senders. */
  async cancelByPlatform(actor: AdminActor, id: number): Promise<HandoverDetail> {
    return this.transactions.run(actor, async (tx) => {
      const handover = await this.lockHandover(tx, id);
      if (handover.fromChannelId !== null) throw cardError('HANDOVER_NOT_FOUND');
      return this.cancel(tx, actor, handover);
    });
  }

  private async receive(
    tx: Tx,
    actor: HandoverActor,
    { handover, report }: { handover: CardHandover; report: ReceiptReport },
  ): Promise<HandoverDetail> {
    assertHandoverMayBecome(handover, HandoverStatus.received);
    const document = { kind: handover.kind, id: handover.id };
    const isAllReceived = report.foundCardNos === null && report.missingCardNos.length === 0;
    const { receivedCount, missingCardNos } = isAllReceived
      ? { receivedCount: handover.cardCount, missingCardNos: [] }
      : planReceipt(await this.queries.cardNosOf(tx, document), report);
    await releaseCards(tx, {
      document,
      cardNos: missingCardNos,
      change: {},
      outcome: 'missing',
      entry: this.entry(actor, CardMovementAction.missed),
    });
    const l1OwnerId = ownerAfterReceipt(handover);
    const received = await releaseCards(tx, {
      document,
      change: {
        ...holderOf(handover.toChannelId),
        ...(l1OwnerId === undefined ? {} : { l1OwnerId }),
        receivedAt: this.clock.now(),
      },
      outcome: 'done',
      entry: this.entry(actor, CardMovementAction.received),
    });
    if (received !== receivedCount)
      throw new Error(`handover ${handover.number} has ${received} cards, not ${receivedCount}`);
    const differenceCount = missingCardNos.length;
    await this.close(tx, handover.id, { status: HandoverStatus.received, receivedCount, differenceCount });
    const note = differenceCount === 0 ? null : `少 ${differenceCount} 张，已退回发卡方`;
    await this.documents.addStep(tx, actor, { ...document, action: '收卡', note });
    return this.finish(tx, actor, { id: handover.id, action: 'cardHandover.receive' });
  }

  private async cancel(tx: Tx, actor: HandoverActor, handover: CardHandover): Promise<HandoverDetail> {
    assertHandoverMayBecome(handover, HandoverStatus.cancelled);
    const document = { kind: handover.kind, id: handover.id };
    await releaseCards(tx, {
      document,
      change: {},
      outcome: 'cancelled',
      entry: this.entry(actor, CardMovementAction.handoverCancelled),
    });
    await this.close(tx, handover.id, { status: HandoverStatus.cancelled });
    await this.documents.addStep(tx, actor, { ...document, action: '撤回' });
    return this.finish(tx, actor, { id: handover.id, action: 'cardHandover.cancel' });
  }

  private async close(tx: Tx, id: number, outcome: Partial<CardHandover>): Promise<void> {
    await tx.update(CardHandover, { id }, { ...outcome, closedAt: this.clock.now() });
  }

  private async lockHandover(tx: Tx, id: number): Promise<CardHandover> {
    const [handover] = await lockById(tx, CardHandover, [id]);
    if (!handover) throw cardError('HANDOVER_NOT_FOUND');
    return handover;
  }

  private async finish(
    tx: Tx,
    actor: HandoverActor,
    { id, action }: { id: number; action: string },
  ): Promise<HandoverDetail> {
    const handover = await tx.findOneByOrFail(CardHandover, { id });
    const { kind, number, status, receivedCount, differenceCount } = handover;
    await this.audit.record(tx, actor, {
      action,
      targetKind: kind,
      targetId: id,
      targetLabel: number,
      after: { status, receivedCount, differenceCount },
    });
    return this.views.handoverDetail(handover, tx);
  }

  private entry(actor: HandoverActor, action: CardMovementAction): LifeLineEntry {
    return { action, actorName: actor.name, note: null, at: this.clock.now() };
  }
}
