import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import { formatFen } from '@lakeside/shared/kernel/money';
import { storeOrderError } from '@lakeside/shared/store-order/store-order.errors';
import type { StoreOrderDetail } from '@lakeside/shared/store-order/store-order.schemas';
import {
  StoreOrderStatus,
  storeOrderStatusName,
  StoreShipmentStatus,
} from '@lakeside/shared/store-order/store-order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, LessThanOrEqual } from 'typeorm';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import { type Actor, type AdminActor, type ChannelActor, systemActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { FinanceDocumentService } from '../ledger/finance-document.service';
import { StockService } from '../stock/stock.service';
import { StoreAfterSaleRow } from './entities/store-after-sale.entity';
import { StoreOrderItemRow } from './entities/store-order-item.entity';
import { StoreOrderRow } from './entities/store-order.entity';
import { StoreShipmentRow } from './entities/store-shipment.entity';
import { StoreOrderPaidService } from './store-order-paid.service';
import { assertMayBecome, goodsClaim } from './store-order-record';
import { StoreOrderViewService } from './store-order-view.service';

const batchSize = 100;

/** How an order goes on: offline money is confirmed, or the order ends before anything was sent. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreOrderChangeService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly finance: FinanceDocumentService;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly paid: StoreOrderPaidService;
  @Inject() private readonly views: StoreOrderViewService;

  /**
   * Books the offline money of an order, which can be shipped from then on (CH-064). Throws STORE_ORDER_STATUS_CHANGED,
   * STORE_ORDER_PAYMENT_DIFFERS.
   */
  async confirmPayment(
    actor: AdminActor,
    input: { id: number; amountFen: number; voucherNo: string | null; note: string | null },
  ): Promise<StoreOrderDetail> {
    const { id, amountFen, voucherNo, note } = input;
    const today = toDay(this.clock.now());
    const number = await this.numbers.next(documentPrefix.goodsPayment, today);
    const noteNumber = await this.numbers.next(documentPrefix.storeShipment, today);
    return this.transactions.run(actor, async (tx) => {
      const order = await this.views.lock(tx, id, null);
      assertMayBecome(order, StoreOrderStatus.toShip);
      if (amountFen !== order.payableFen) {
        throw storeOrderError('STORE_ORDER_PAYMENT_DIFFERS', { payable: formatFen(order.payableFen) });
      }
      const { channelId } = order;
      await this.finance.bookGoodsMoney(tx, actor, {
        kind: 'goodsPayment',
        number,
        channelId,
        amountFen,
        voucherNo,
        note: `${order.number} ${note ?? ''}`.trim().slice(0, 100),
      });
      const step = { kind: DocumentKind.storeOrder, id, action: '确认收款', note: voucherNo ?? note };
      await this.documents.addStep(tx, actor, step);
      await this.audit.record(tx, actor, {
        action: 'storeOrder.confirmPayment',
        targetKind: 'storeOrder',
        targetId: id,
        targetLabel: order.number,
        after: { amountFen, voucherNo },
      });
      const paid = await this.paid.markPaid(tx, actor, { order, noteNumber, voucherNo });
      return this.views.detailOf(tx, paid);
    });
  }

  /** The store gives up an order it has not paid. Throws STORE_ORDER_NOT_FOUND, STORE_ORDER_STATUS_CHANGED. */
  async cancelByStore(actor: ChannelActor, id: number): Promise<StoreOrderDetail> {
    return this.transactions.run(actor, async (tx) => {
      const order = await this.views.lock(tx, id, actor.channelId);
      if (order.status !== StoreOrderStatus.toPay) throw statusChanged(order);
      await this.end(tx, actor, { order, action: '取消订货单', note: null });
      return this.views.detailOf(tx, order);
    });
  }

  /** The back office ends an order of which nothing was sent; what was paid goes back the way it came. */
  async closeByAdmin(actor: AdminActor, input: { id: number; reason: string }): Promise<StoreOrderDetail> {
    const { id, reason: note } = input;
    const number = await this.numbers.next(documentPrefix.goodsRefund, toDay(this.clock.now()));
    return this.transactions.run(actor, async (tx) => {
      const order = await this.views.lock(tx, id, null);
      assertMayBecome(order, StoreOrderStatus.closed);
      if (await tx.existsBy(StoreAfterSaleRow, { openOrderId: id }))
        throw storeOrderError('STORE_AFTER_SALE_OPEN');
      await this.end(tx, actor, { order, action: '关闭订货单', note });
      const amountFen = order.paidFen - order.refundedFen;
      if (amountFen > 0)
        await this.paid.giveBack(tx, actor, { order, amountFen, key: `close:${id}`, number, note });
      return this.views.detailOf(tx, order);
    });
  }

  /** Closes every order whose time to pay has run out; answers how many. */
  async closeOverdue(): Promise<number> {
    const actor = systemActor('超时关闭订货单');
    const due = await this.dataSource.getRepository(StoreOrderRow).find({
      select: { id: true },
      where: { status: StoreOrderStatus.toPay, payUntil: LessThanOrEqual(this.clock.now()) },
      order: { payUntil: 'ASC', id: 'ASC' },
      take: batchSize,
    });
    let closed = 0;
    for (const { id } of due) {
      closed += await this.transactions.run(actor, async (tx) => {
        const order = await this.views.lock(tx, id, null);
        if (order.status !== StoreOrderStatus.toPay) return 0;
        await this.end(tx, actor, { order, action: '超时未付款，自动关闭', note: null });
        return 1;
      });
    }
    return closed;
  }

  /** Ends a locked order of which nothing was sent: its goods are free again and its note is void. */
  async end(
    tx: Tx,
    actor: Actor,
    ending: { order: StoreOrderRow; action: string; note: string | null },
  ): Promise<void> {
    const { order, ...step } = ending;
    const { id, number, status: before } = order;
    assertMayBecome(order, StoreOrderStatus.closed);
    order.status = StoreOrderStatus.closed;
    await tx.update(StoreOrderRow, { id }, { status: order.status });
    const open = { orderId: id, status: StoreShipmentStatus.toShip };
    await tx.update(StoreShipmentRow, open, { status: StoreShipmentStatus.cancelled });
    await this.documents.addStep(tx, actor, { kind: DocumentKind.storeOrder, id, ...step });
    await this.audit.record(tx, actor, {
      action: 'storeOrder.close',
      targetKind: 'storeOrder',
      targetId: id,
      targetLabel: number,
      before: { status: before },
      after: { status: order.status, payWay: order.payWay },
    });
    const items = await tx.findBy(StoreOrderItemRow, { orderId: id });
    await this.stock.release(tx, actor, goodsClaim(order, items));
  }
}

function statusChanged(order: StoreOrderRow) {
  return storeOrderError('STORE_ORDER_STATUS_CHANGED', { statusName: storeOrderStatusName[order.status] });
}
