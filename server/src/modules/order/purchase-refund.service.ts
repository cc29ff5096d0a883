import { documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import { formatYuan } from '@lakeside/shared/kernel/money';
import { orderError } from '@lakeside/shared/order/order.errors';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { AdminActor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { offersReturned } from '../catalog/catalog.events';
import { PaymentRefundService } from '../payment/payment-refund.service';
import { planRefund } from './domain/purchase-refund';
import { OrderPurchaseRow } from './entities/order-purchase.entity';
import { OrderParcelsService } from './order-parcels.service';
import type { OrderRecord, PurchaseRecord } from './order-record';
import { OrderService } from './order.service';
import { PurchaseEndService } from './purchase-end.service';

interface RefundWish {
  id: number;
  amountFen: number;
  reason: string;
}

/** The back office gives money back for a bought order (AD-287). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PurchaseRefundService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly parcels: OrderParcelsService;
  @Inject() private readonly refunds: PaymentRefundService;
  @Inject() private readonly ends: PurchaseEndService;

  /**
   * Gives back a part, or all, of what was paid. All of it before anything was sent ends the order: goods, delivery day and an
   * open shipment are given back. Throws ORDER_NOT_PAID, REFUND_ABOVE_PAID.
   */
  async refund(actor: AdminActor, wish: RefundWish): Promise<OrderDetail> {
    const number = await this.numbers.next(documentPrefix.refund, toDay(this.clock.now()));
    return this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, wish.id);
      const { order: after } = await this.refundOrder(tx, actor, { ...wish, order, number });
      return this.orders.detailOf(tx, after);
    });
  }

  /**
   * The same for an order the caller has locked, within its use case; answers the refund and what became of the order. The
   * number is taken before the transaction. Throws ORDER_NOT_PAID, REFUND_ABOVE_PAID.
   */
  async refundOrder(
    tx: Tx,
    actor: AdminActor,
    wish: Omit<RefundWish, 'id'> & { order: OrderRecord; number: string },
  ): Promise<{ refundId: number; order: OrderRecord }> {
    const { order, number, amountFen, reason } = wish;
    const { purchase } = order;
    if (!purchase || purchase.paymentId === null) throw orderError('ORDER_NOT_PAID');
    const { refundedFen, endsOrder } = planRefund(
      { ...purchase, kind: order.kind, status: order.status },
      amountFen,
    );
    const { paymentId } = purchase;
    const refundId = await this.refunds.requestRefund(tx, actor, { number, paymentId, amountFen, reason });
    await tx.update(OrderPurchaseRow, { orderId: order.id }, { refundedFen });
    const after = await this.record(tx, actor, { order, wish, endsOrder });
    if (endsOrder) {
      const lines = purchase.lines.map(({ offerKind: kind, offerId: id, quantity }) => ({
        kind,
        id,
        quantity,
      }));
      await this.outbox.addAll(tx, offersReturned({ paper: `refund-${refundId}`, lines }));
    }
    return { refundId, order: withRefund(after, purchase, refundedFen) };
  }

  private async record(
    tx: Tx,
    actor: AdminActor,
    refund: { order: OrderRecord; wish: Omit<RefundWish, 'id'>; endsOrder: boolean },
  ): Promise<OrderRecord> {
    const { order, wish, endsOrder } = refund;
    const note = `${formatYuan(wish.amountFen)} ${wish.reason}`;
    if (!endsOrder) {
      await this.ends.record(tx, actor, { order, action: '退款', note, status: order.status });
      return order;
    }
    await this.parcels.cancelOpen(tx, actor, order.id);
    return this.ends.cancel(tx, actor, { order, action: '全额退款，取消订单', note });
  }
}

function withRefund(order: OrderRecord, purchase: PurchaseRecord, refundedFen: number): OrderRecord {
  return { ...order, purchase: { ...purchase, refundedFen } };
}
