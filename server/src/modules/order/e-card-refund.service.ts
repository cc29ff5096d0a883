import { documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import { formatYuan, sumFen } from '@lakeside/shared/kernel/money';
import type { ECardOrderDetail } from '@lakeside/shared/order/e-card.contract';
import { orderError } from '@lakeside/shared/order/order.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { AdminActor } from '../../platform/http/actor';
import { ECardIssueService } from '../card/e-card-issue.service';
import { Outbox } from '../../platform/outbox/outbox';
import { offersReturned } from '../catalog/catalog.events';
import { ECardStockService } from '../catalog/e-card-stock.service';
import { PaymentRefundService } from '../payment/payment-refund.service';
import { heldAfter, requireECardOrder } from './domain/e-card-order';
import { ECardOrderListService } from './e-card-order-list.service';
import { ECardOrderService } from './e-card-order.service';
import { OrderLineRow } from './entities/order-line.entity';
import { OrderPurchaseRow } from './entities/order-purchase.entity';
import type { OrderLineRecord, OrderRecord } from './order-record';
import { orderDocumentKind, OrderService } from './order.service';
import { PurchaseEndService } from './purchase-end.service';

interface RefundWish {
  id: number;
  unissuedCount: number;
  cardNos: readonly string[];
  reason: string;
}

/** Gives back the price of e-cards: of those not issued yet, and of unused ones, which are voided in the same transaction. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ECardRefundService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly eCards: ECardOrderService;
  @Inject() private readonly ends: PurchaseEndService;
  @Inject() private readonly refunds: PaymentRefundService;
  @Inject() private readonly cards: ECardIssueService;
  @Inject() private readonly stock: ECardStockService;
  @Inject() private readonly lists: ECardOrderListService;

  /** All or nothing. Throws ORDER_NOT_PAID, E_CARD_ISSUE_TOO_MANY, E_CARD_GONE, CARD_NOT_FOUND, REFUND_ABOVE_PAID. */
  async refund(actor: AdminActor, wish: RefundWish): Promise<ECardOrderDetail> {
    const number = await this.numbers.next(documentPrefix.refund, toDay(this.clock.now()));
    return this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, wish.id);
      const { line, memberId } = requireECardOrder(order);
      const { purchase } = order;
      if (!purchase || purchase.paymentId === null) throw orderError('ORDER_NOT_PAID');
      const { unissuedCount, cardNos, reason } = wish;
      const amountFen = sumFen([line.unitPriceFen * (unissuedCount + cardNos.length)]);
      const refundId = await this.refunds.requestRefund(tx, actor, {
        number,
        paymentId: purchase.paymentId,
        amountFen,
        reason,
      });
      await tx.update(
        OrderPurchaseRow,
        { orderId: order.id },
        { refundedFen: purchase.refundedFen + amountFen },
      );
      await this.cards.voidForRefund(tx, actor, {
        order: { kind: orderDocumentKind(order), id: order.id, memberId },
        cardNos,
        reason,
      });
      const quantity = unissuedCount + cardNos.length;
      const returned = [{ kind: line.offerKind, id: line.offerId, quantity }];
      await this.outbox.addAll(tx, offersReturned({ paper: `refund-${refundId}`, lines: returned }));
      const note = `${formatYuan(amountFen)} ${reason}`;
      await this.endUnissued(tx, actor, { order, line, unissuedCount, note });
      return this.lists.detailOf(tx, order.id);
    });
  }

  private async endUnissued(
    tx: Tx,
    actor: AdminActor,
    refund: { order: OrderRecord; line: OrderLineRecord; unissuedCount: number; note: string },
  ): Promise<void> {
    const { order, line, unissuedCount, note } = refund;
    if (unissuedCount === 0) {
      await this.ends.record(tx, actor, { order, action: '退款并注销卡号', note, status: order.status });
      return;
    }
    const heldCards = heldAfter({ status: order.status, heldCards: line.heldCards }, unissuedCount);
    if (heldCards === 0 && line.heldCards === line.quantity) {
      await this.ends.cancel(tx, actor, { order, action: '全额退款，取消订单', note });
      return;
    }
    await tx.update(OrderLineRow, { id: line.id }, { heldCards });
    if (heldCards === 0)
      await this.eCards.settleStatus(tx, actor, { order, heldCards, action: '退款', note });
    else await this.ends.record(tx, actor, { order, action: '退款', note, status: order.status });
    await this.stock.giveBack(tx, { productId: line.offerId, quantity: unissuedCount });
  }
}
