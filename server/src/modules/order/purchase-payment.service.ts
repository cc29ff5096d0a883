import { documentPrefix } from '@lakeside/shared/document/document.contract';
import { AppError } from '@lakeside/shared/kernel/app-error';
import { toDay } from '@lakeside/shared/kernel/date';
import { formatYuan } from '@lakeside/shared/kernel/money';
import { orderError } from '@lakeside/shared/order/order.errors';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { OrderKind, OrderStatus, orderStatusName } from '@lakeside/shared/order/order.status';
import type { PayAnswer } from '@lakeside/shared/order/purchase.contract';
import { paymentError } from '@lakeside/shared/payment/payment.errors';
import type { PaymentWay } from '@lakeside/shared/payment/payment.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import { type MemberActor, systemActor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { offersSold } from '../catalog/catalog.events';
import { PayerService } from '../payment/payer.service';
import { PaymentPrepayService } from '../payment/payment-prepay.service';
import { PaymentRefundService } from '../payment/payment-refund.service';
import { PaymentTradeService } from '../payment/payment-trade.service';
import { PaymentService } from '../payment/payment.service';
import { ECardOrderService } from './e-card-order.service';
import { assertOrderCanBecome } from './domain/order-progress';
import { OrderPurchaseRow } from './entities/order-purchase.entity';
import { Order } from './entities/order.entity';
import { orderPaidTopic } from './order.events';
import type { OrderRecord } from './order-record';
import { OrderService } from './order.service';
import { PurchaseEndService } from './purchase-end.service';
import { isHeld, PurchaseHoldService } from './purchase-hold.service';

const wechat = systemActor('微信支付');
/** What keeps a paid order from being taken on when goods are kept at payment only. */
const soldOutCodes: readonly string[] = [
  'STOCK_SHORT',
  'DELIVERY_DAY_FULL',
  'DELIVERY_DAY_CLOSED',
  'CARD_SOLD_OUT',
  'E_CARD_SOLD_OUT',
];

/** Between an order and its payments: begins them, and decides what the money that came is for. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PurchasePaymentService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly holds: PurchaseHoldService;
  @Inject() private readonly ends: PurchaseEndService;
  @Inject() private readonly eCards: ECardOrderService;
  @Inject() private readonly payers: PayerService;
  @Inject() private readonly payments: PaymentService;
  @Inject() private readonly prepays: PaymentPrepayService;
  @Inject() private readonly trades: PaymentTradeService;
  @Inject() private readonly refunds: PaymentRefundService;

  /**
   * How a member pays an own order. The payment is written first and announced after the commit, so that whatever fails in
   * between, asking again goes on with the same payment. Throws ORDER_PAY_EXPIRED, PAYER_UNKNOWN, PAYMENT_UNAVAILABLE …
   */
  async pay(actor: MemberActor, input: { id: number; way: PaymentWay }): Promise<PayAnswer> {
    const found = await this.orders.requireOrder(null, input.id);
    if (found.memberId !== actor.memberId) throw orderError('ORDER_NOT_FOUND');
    this.prepays.requireOn();
    const openId = input.way === 'jsapi' ? await this.payers.findOpenId(actor.memberId) : null;
    if (input.way === 'jsapi' && openId === null) throw paymentError('PAYER_UNKNOWN');
    const now = this.clock.now();
    const number = await this.numbers.next(documentPrefix.payment, toDay(now));
    const paymentId = await this.transactions.run(actor, async (tx) => {
      const order = await this.lockOwn(tx, actor, input.id);
      const { payableFen, payUntil } = requireToPay(order);
      if (payUntil.getTime() <= now.getTime()) throw orderError('ORDER_PAY_EXPIRED');
      return this.payments.openPayment(tx, actor, {
        payable: { kind: 'order', id: order.id, number: order.number },
        number,
        payerName: actor.name,
        way: input.way,
        openId,
        description: order.title,
        amountFen: payableFen,
        expiresAt: payUntil,
      });
    });
    return this.prepays.prepay(actor, paymentId);
  }

  /** A member gives an own unpaid order up. Goods and day are free at once; money that still arrives goes back by itself. */
  async cancel(actor: MemberActor, id: number): Promise<OrderDetail> {
    return this.transactions.run(actor, async (tx) => {
      const order = await this.lockOwn(tx, actor, id);
      requireToPay(order);
      await this.payments.closePaymentsOf(tx, { kind: 'order', id });
      const cancelled = await this.ends.cancel(tx, actor, { order, action: '取消订单', note: null });
      return this.orders.detailOf(tx, cancelled);
    });
  }

  /** Money has come for an order: it is paid by it, or the money goes back. May be told more than once. */
  async takeMoney(news: { orderId: number; paymentId: number }): Promise<void> {
    const outcome = await this.tryAccept(news);
    if (outcome === 'taken') return;
    const number = await this.numbers.next(documentPrefix.refund, toDay(this.clock.now()));
    await this.transactions.run(wechat, async (tx) => {
      const order = await this.orders.lockOrder(tx, news.orderId);
      if (order.purchase?.paymentId === news.paymentId) return;
      const reason = outcome === 'soldOut' ? '付款时已售完，自动退款' : refundReason(order);
      if (order.status === OrderStatus.toPay) {
        await this.ends.cancel(tx, wechat, { order, action: '关闭订单', note: reason });
      }
      await this.refunds.refundRest(tx, wechat, { number, paymentId: news.paymentId, reason });
    });
  }

  private async tryAccept(news: {
    orderId: number;
    paymentId: number;
  }): Promise<'taken' | 'soldOut' | 'notWanted'> {
    const payment = await this.trades.requirePayment(news.paymentId);
    try {
      return await this.transactions.run(wechat, async (tx) => {
        const order = await this.orders.lockOrder(tx, news.orderId);
        if (order.purchase?.paymentId === news.paymentId) return 'taken';
        if (order.status !== OrderStatus.toPay) return 'notWanted';
        await this.accept(tx, order, payment);
        return 'taken';
      });
    } catch (error) {
      if (error instanceof AppError && soldOutCodes.includes(error.code)) return 'soldOut';
      throw error;
    }
  }

  private async accept(
    tx: Tx,
    order: OrderRecord,
    payment: { id: number; amountFen: number; paidAt: Date | null },
  ): Promise<void> {
    const isOfCards = order.kind === OrderKind.eCard || order.kind === OrderKind.physicalCard;
    const status = isOfCards ? OrderStatus.toIssue : OrderStatus.toShip;
    assertOrderCanBecome(order.status, status);
    await tx.update(Order, { id: order.id }, { status });
    await tx.update(
      OrderPurchaseRow,
      { orderId: order.id },
      { paidFen: payment.amountFen, paymentId: payment.id, paidAt: payment.paidAt },
    );
    await this.ends.record(tx, wechat, {
      order,
      action: '付款',
      note: `微信支付 ${formatYuan(payment.amountFen)}`,
      status,
    });
    const lines = order.purchase?.lines ?? [];
    await this.outbox.addAll(
      tx,
      offersSold({
        paper: `order-${order.id}`,
        lines: lines.map((line) => ({ kind: line.offerKind, id: line.offerId, quantity: line.quantity })),
      }),
    );
    await this.outbox.add(tx, {
      topic: orderPaidTopic,
      payload: { orderId: order.id },
      dedupeKey: `${orderPaidTopic}:${order.id}`,
    });
    if (!isHeld(order)) await this.holds.hold(tx, wechat, order);
    if (order.kind === OrderKind.eCard) await this.eCards.issueAtPayment(tx, wechat, order.id);
  }

  private async lockOwn(tx: Tx, actor: MemberActor, id: number): Promise<OrderRecord> {
    const order = await this.orders.lockOrder(tx, id);
    if (order.memberId !== actor.memberId) throw orderError('ORDER_NOT_FOUND');
    return order;
  }
}

function requireToPay(order: OrderRecord): NonNullable<OrderRecord['purchase']> {
  if (order.purchase && order.status === OrderStatus.toPay) return order.purchase;
  const { status } = order;
  throw orderError('ORDER_STATUS_CHANGED', { statusName: orderStatusName[status], status });
}

function refundReason(order: OrderRecord): string {
  return order.status === OrderStatus.cancelled ? '订单已关闭，自动退款' : '订单已付过款，自动退款';
}
