import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { formatYuan } from '@lakeside/shared/kernel/money';
import { canTransit } from '@lakeside/shared/kernel/status';
import { paymentError } from '@lakeside/shared/payment/payment.errors';
import { PaymentStatus, paymentTransitions } from '@lakeside/shared/payment/payment.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { systemActor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { Outbox } from '../../platform/outbox/outbox';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { LedgerService } from '../ledger/ledger.service';
import { nextCheckAt } from './domain/check-delay';
import { mismatchOf, type PaidTrade } from './domain/trade';
import { PaymentRow } from './entities/payment.entity';
import { paymentClosedTopic, type PaymentNews, paymentPaidTopic } from './payment.events';
import { openPaymentStates, type Payable } from './payment.service';
import { isRefusal, WechatPayClient } from './wechat-pay-client';

const actor = systemActor('微信支付');

/** Brings payments to their end: by a notice, by asking WeChat, or by closing. Whichever learns of the money first books it, once. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PaymentTradeService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly client: WechatPayClient;
  @Inject() private readonly ledger: LedgerService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly logger: Logger;

  /**
   * Books money that has come, also for a payment closed before: what becomes of it then is decided by who listens to the
   * news. Repeating it changes nothing. Throws CALLBACK_MISMATCH when it is not the money that was asked for.
   */
  async recordPaid(trade: PaidTrade): Promise<void> {
    const { merchantId, appId } = this.client.requireSettings();
    const found = await this.dataSource.getRepository(PaymentRow).findOneBy({ tradeNo: trade.tradeNo });
    const expected = found && { tradeNo: found.tradeNo, amountFen: found.amountFen, merchantId, appId };
    const mismatch = expected ? mismatchOf(trade, expected) : 'out_trade_no';
    if (!found || mismatch) {
      this.logger.error('money does not fit its payment', { tradeNo: trade.tradeNo, mismatch });
      throw paymentError('CALLBACK_MISMATCH', { field: mismatch });
    }
    await this.transactions.run(actor, async (tx) => {
      const payment = await lockPayment(tx, found.id);
      if (!canTransit(paymentTransitions, payment.status, PaymentStatus.paid)) return;
      await this.bookPaid(tx, payment, trade);
    });
  }

  /** Asks WeChat about an open payment and books what it says; a payment past its time is closed. */
  async check(paymentId: number): Promise<void> {
    const payment = await this.requirePayment(paymentId);
    if (payment.expiresAt.getTime() <= this.clock.now().getTime()) {
      await this.close(paymentId);
      return;
    }
    const trade = await this.client.findTrade(payment.tradeNo);
    if (trade.state === 'paid') await this.recordPaid(trade.paid);
    if (trade.state === 'closed') await this.recordClosed(paymentId);
  }

  /** Sets when an open payment is asked about again. Set before asking, so that a failing question is not asked at once again. */
  async postponeCheck(paymentId: number): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      const payment = await lockPayment(tx, paymentId);
      if (payment.checkAt === null) return;
      const checks = payment.checks + 1;
      await tx.update(
        PaymentRow,
        { id: paymentId },
        { checks, checkAt: nextCheckAt(this.clock.now(), checks) },
      );
    });
  }

  /** Ends a payment: books the money when it has come, else makes sure at WeChat that none can come. */
  async close(paymentId: number): Promise<'paid' | 'closed'> {
    const payment = await this.requirePayment(paymentId);
    if (payment.status === PaymentStatus.paid) return 'paid';
    const trade = await this.client.findTrade(payment.tradeNo);
    if (trade.state === 'paid') return this.bookFound(trade.paid);
    if (trade.state === 'open') {
      try {
        await this.client.closeTrade(payment.tradeNo);
      } catch (error) {
        // Paid, or closed by somebody else, between the question and the closing.
        if (!isRefusal(error, 'ORDERPAID', 'ORDER_PAID', 'ORDER_CLOSED', 'ORDERCLOSED')) throw error;
        const again = await this.client.findTrade(payment.tradeNo);
        if (again.state === 'paid') return this.bookFound(again.paid);
        if (again.state === 'open') throw error;
      }
    }
    await this.recordClosed(paymentId);
    return 'closed';
  }

  /** Ends all payments of a payable; `paid` when money has come for one of them. */
  async closeAllOf(payable: Payable): Promise<'paid' | 'closed'> {
    const rows = await this.dataSource.getRepository(PaymentRow).find({
      where: [
        { payableKind: payable.kind, payableId: payable.id, status: openPaymentStates },
        { payableKind: payable.kind, payableId: payable.id, status: PaymentStatus.paid },
      ],
      order: { id: 'ASC' },
    });
    let outcome: 'paid' | 'closed' = 'closed';
    for (const { id } of rows) if ((await this.close(id)) === 'paid') outcome = 'paid';
    return outcome;
  }

  /** Throws PAYMENT_NOT_FOUND. */
  async requirePayment(id: number): Promise<PaymentRow> {
    const row = await this.dataSource.getRepository(PaymentRow).findOneBy({ id });
    if (!row) throw paymentError('PAYMENT_NOT_FOUND');
    return row;
  }

  /** Writes down that WeChat takes no money for it any more. */
  async recordClosed(paymentId: number): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      const payment = await lockPayment(tx, paymentId);
      if (!canTransit(paymentTransitions, payment.status, PaymentStatus.closed)) return;
      const change = { status: PaymentStatus.closed, closedAt: this.clock.now(), checkAt: null };
      await tx.update(PaymentRow, { id: paymentId }, change);
      await this.documents.addStep(tx, actor, { kind: DocumentKind.payment, id: paymentId, action: '关闭' });
      await this.tell(tx, paymentClosedTopic, payment);
    });
  }

  private async bookFound(trade: PaidTrade): Promise<'paid'> {
    await this.recordPaid(trade);
    return 'paid';
  }

  private async bookPaid(tx: Tx, payment: PaymentRow, trade: PaidTrade): Promise<void> {
    const { id, number, amountFen } = payment;
    const { transactionId, paidAt } = trade;
    await tx.update(PaymentRow, { id }, { status: PaymentStatus.paid, transactionId, paidAt, checkAt: null });
    const document = { kind: DocumentKind.payment, id, number };
    await this.ledger.bookOnlinePayment(tx, { amountFen, document });
    const note = `${formatYuan(amountFen)} ${transactionId}`;
    await this.documents.addStep(tx, actor, { ...document, action: '到账', note });
    await this.audit.record(tx, actor, {
      action: 'payment.paid',
      targetKind: 'payment',
      targetId: id,
      targetLabel: number,
      before: { status: payment.status },
      after: { status: PaymentStatus.paid, transactionId, amountFen },
    });
    await this.tell(tx, paymentPaidTopic, payment);
  }

  private async tell(tx: Tx, topic: string, payment: PaymentRow): Promise<void> {
    const { id, payableKind, payableId } = payment;
    const payload: PaymentNews = { paymentId: id, payableKind, payableId };
    await this.outbox.add(tx, { topic, payload, dedupeKey: `${topic}:${id}` });
  }
}

async function lockPayment(tx: Tx, id: number): Promise<PaymentRow> {
  const [payment] = await lockById(tx, PaymentRow, [id]);
  if (!payment) throw paymentError('PAYMENT_NOT_FOUND');
  return payment;
}
