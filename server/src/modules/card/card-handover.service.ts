import { type CardSelection, countOfSelection } from '@lakeside/shared/card/card-number';
import { CardStatus, HandoverKind, HandoverStatus } from '@lakeside/shared/card/card.status';
import { channelError } from '@lakeside/shared/channel/channel.errors';
import { documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import { applyRate, type RateBp } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { insertInChunks, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { AdminActor, ChannelActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { CatalogService } from '../catalog/catalog.service';
import { ChannelService } from '../channel/channel.service';
import { DocumentService } from '../document/document.service';
import { lockCards, requireOneProduct } from './card-documents';
import { CardStockService } from './card-stock.service';
import { CardViews, type HandoverDetail } from './card-views';
import type { HolderSide } from './domain/card-holder';
import { sentActionOf } from './domain/card-movement-action';
import { assertMayTransfer, returnTargetOf } from './domain/handover-rules';
import { CardHandover } from './entities/card-handover.entity';

export interface SelectionInput {
  readonly selection: CardSelection;
  readonly onlyEligible: boolean;
  readonly expectedCount: number;
  readonly note: string | null;
}

type HandoverActor = AdminActor | ChannelActor;

interface Sending extends SelectionInput {
  readonly kind: HandoverKind;
  readonly number: string;
  readonly from: HolderSide;
  readonly to: HolderSide;
  readonly productId: number | null;
  /** The receiver's rate where it owes the sender money offline; null = no price on the paper. */
  readonly rateBp: RateBp | null;
}

/**
 * Sends cards with a card order, a transfer or a return: they are locked in transit and change holder when the receiver
 * confirms, see `card-receipt.service.ts` (rules.md §5). All or nothing, up to 10,000 cards.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardHandoverService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly stock: CardStockService;
  @Inject() private readonly views: CardViews;

  /**
   * Allots platform cards to an L1 (AD-202 … AD-205). Throws NOT_DIRECT_CHILD for any other channel, CHANNEL_CLOSED,
   * CARDS_KEPT_FOR_ORDERS, and the refusals of `lockCards`.
   */
  async createCardOrder(
    actor: AdminActor,
    input: { toChannelId: number; productId: number; selection: CardSelection; note: string | null },
  ): Promise<HandoverDetail> {
    const number = await this.nextNumber(HandoverKind.cardOrder);
    return this.transactions.run(actor, async (tx) => {
      const l1 = await this.channels.requireActiveChannel(tx, input.toChannelId);
      if (l1.level !== 1) throw channelError('NOT_DIRECT_CHILD');
      await this.stock.lockProduct(tx, input.productId);
      const sent = await this.send(tx, actor, {
        ...input,
        kind: HandoverKind.cardOrder,
        number,
        from: null,
        to: l1.id,
        rateBp: null,
        onlyEligible: false,
        expectedCount: countOfSelection(input.selection),
      });
      await this.stock.assertKeptRemain(tx, { productId: input.productId, quantity: sent.cardCount });
      return sent;
    });
  }

  /** Sends own inactive cards to a direct child (CH-027 … CH-029). Throws TRANSFER_NOT_ALLOWED, NOT_DIRECT_CHILD, CHANNEL_CLOSED. */
  async transferCards(
    actor: ChannelActor,
    input: SelectionInput & { toChannelId: number },
  ): Promise<HandoverDetail> {
    assertMayTransfer(actor);
    const number = await this.nextNumber(HandoverKind.cardTransfer);
    return this.transactions.run(actor, async (tx) => {
      const child = await this.channels.requireDirectChild(tx, actor.channelId, input.toChannelId);
      return this.send(tx, actor, {
        ...input,
        kind: HandoverKind.cardTransfer,
        number,
        from: actor.channelId,
        to: child.id,
        productId: null,
        rateBp: child.rateBp,
      });
    });
  }

  /** Sends own inactive cards one hop up (CH-038 … CH-041). Throws CHANNEL_CLOSED when the parent is closed. */
  async returnCards(actor: ChannelActor, input: SelectionInput): Promise<HandoverDetail> {
    const number = await this.nextNumber(HandoverKind.cardReturn);
    return this.transactions.run(actor, async (tx) => {
      const sender = await this.channels.requireChannel(tx, actor.channelId);
      const to = returnTargetOf(sender);
      if (to !== null) await this.channels.requireActiveChannel(tx, to);
      return this.send(tx, actor, {
        ...input,
        kind: HandoverKind.cardReturn,
        number,
        from: actor.channelId,
        to,
        productId: null,
        rateBp: null,
      });
    });
  }

  private async send(tx: Tx, actor: HandoverActor, sending: Sending): Promise<HandoverDetail> {
    const id = await this.insertHandover(tx, sending);
    const document = { kind: sending.kind, id };
    const cards = await lockCards(tx, {
      document,
      selection: sending.selection,
      rule: { holder: sending.from, statuses: [CardStatus.inactive], productId: sending.productId },
      onlyEligible: sending.onlyEligible,
      expectedCount: sending.expectedCount,
      entry: {
        action: sentActionOf[sending.kind],
        actorName: actor.name,
        note: sending.note,
        at: this.clock.now(),
      },
    });
    const product = await this.catalog.requireCardProduct(tx, requireOneProduct(cards));
    await tx.update(
      CardHandover,
      { id },
      {
        productId: product.id,
        cardCount: cards.count,
        firstCardNo: cards.firstCardNo,
        lastCardNo: cards.lastCardNo,
        unitPriceFen: sending.rateBp === null ? null : applyRate(product.retailPriceFen, sending.rateBp),
      },
    );
    const { number, note } = sending;
    await this.documents.register(tx, actor, { ...document, number, action: '发卡', note });
    await this.audit.record(tx, actor, {
      action: 'cardHandover.send',
      targetKind: sending.kind,
      targetId: id,
      targetLabel: number,
      after: { from: sending.from, to: sending.to, cardCount: cards.count },
    });
    return this.views.handoverDetail(await tx.findOneByOrFail(CardHandover, { id }), tx);
  }

  private async insertHandover(tx: Tx, sending: Sending): Promise<number> {
    // The cards are taken under the id of the paper, so it is written first and completed when they are known.
    const [id] = await insertInChunks(tx, CardHandover, [
      {
        kind: sending.kind,
        number: sending.number,
        status: HandoverStatus.inTransit,
        fromChannelId: sending.from,
        toChannelId: sending.to,
        productId: 0,
        cardCount: 0,
        receivedCount: 0,
        differenceCount: 0,
        unitPriceFen: null,
        note: sending.note,
        firstCardNo: '',
        lastCardNo: '',
        createdAt: this.clock.now(),
      },
    ]);
    if (id === undefined) throw new Error('the database gave no id for a handover');
    return id;
  }

  private nextNumber(kind: HandoverKind): Promise<string> {
    return this.numbers.next(documentPrefix[kind], toDay(this.clock.now()));
  }
}
