import type { ECardOrderDetail } from '@lakeside/shared/order/e-card.contract';
import { OrderStatus } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { Actor, AdminActor } from '../../platform/http/actor';
import { ECardIssueService } from '../card/e-card-issue.service';
import { SettingsService } from '../settings/settings.service';
import { heldAfter, requireECardOrder } from './domain/e-card-order';
import { assertOrderCanBecome } from './domain/order-progress';
import { ECardOrderListService } from './e-card-order-list.service';
import { OrderLineRow } from './entities/order-line.entity';
import { Order } from './entities/order.entity';
import { OrderReceiptService } from './order-receipt.service';
import type { OrderRecord } from './order-record';
import { orderDocumentKind, OrderService } from './order.service';
import { PurchaseEndService } from './purchase-end.service';

/** Issues the numbers of paid e-card orders: at payment, or when the back office has looked at them (rules.md, default 1). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ECardOrderService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly ends: PurchaseEndService;
  @Inject() private readonly receipts: OrderReceiptService;
  @Inject() private readonly cards: ECardIssueService;
  @Inject() private readonly lists: ECardOrderListService;

  /** Issues everything in the transaction that takes the payment, unless the settings ask for a review (MB-049). */
  async issueAtPayment(tx: Tx, actor: Actor, orderId: number): Promise<void> {
    const { reviewECards } = await this.settings.get(tx);
    if (reviewECards) return;
    const order = await this.orders.requireOrder(tx, orderId);
    await this.issueCards(tx, actor, { order, count: requireECardOrder(order).line.heldCards });
  }

  /** The back office issues all or a part of the numbers (AD-251, AD-254). Throws E_CARD_ISSUE_TOO_MANY, ORDER_STATUS_CHANGED. */
  async issue(actor: AdminActor, input: { id: number; count: number }): Promise<ECardOrderDetail> {
    return this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, input.id);
      await this.issueCards(tx, actor, { order, count: input.count });
      return this.lists.detailOf(tx, input.id);
    });
  }

  /** Ends a locked order that has nothing left to issue, or leaves it partly issued. */
  async settleStatus(
    tx: Tx,
    actor: Actor,
    progress: { order: OrderRecord; heldCards: number; action: string; note: string },
  ): Promise<void> {
    const { order, heldCards, action, note } = progress;
    const status = heldCards === 0 ? OrderStatus.completed : OrderStatus.partlyIssued;
    await this.ends.record(tx, actor, { order, action, note, status });
    if (status === OrderStatus.completed) {
      await this.receipts.complete(tx, actor, { order, action: '电子卡已全部到账' });
    } else if (status !== order.status) {
      assertOrderCanBecome(order.status, status);
      await tx.update(Order, { id: order.id }, { status });
    }
  }

  private async issueCards(
    tx: Tx,
    actor: Actor,
    { order, count }: { order: OrderRecord; count: number },
  ): Promise<void> {
    const { line, memberId } = requireECardOrder(order);
    const heldCards = heldAfter({ status: order.status, heldCards: line.heldCards }, count);
    await tx.update(OrderLineRow, { id: line.id }, { heldCards });
    await this.cards.issue(tx, actor, {
      order: { kind: orderDocumentKind(order), id: order.id, memberId },
      productId: line.offerId,
      count,
    });
    await this.settleStatus(tx, actor, { order, heldCards, action: '发放卡号', note: `${count} 张` });
  }
}
