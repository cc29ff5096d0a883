import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { type Fen, formatFen, formatYuan } from '@lakeside/shared/kernel/money';
import { canTransit } from '@lakeside/shared/kernel/status';
import type { RefundView } from '@lakeside/shared/payment/payment.contract';
import { paymentError } from '@lakeside/shared/payment/payment.errors';
import {
  PaymentStatus,
  RefundStatus,
  refundStatusName,
  refundTransitions,
} from '@lakeside/shared/payment/payment.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks, lockById } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { type Actor, type AdminActor, systemActor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { Outbox } from '../../platform/outbox/outbox';
import { randomToken } from '../../platform/random';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { LedgerService } from '../ledger/ledger.service';
import { nextCheckAt } from './domain/check-delay';
import { nextRefundStatus, refundFailure, type RefundReport } from './domain/refund-report';
import { PaymentRow } from './entities/payment.entity';
import { RefundRow } from './entities/refund.entity';
import { toRefundView } from './payment-views';
import { refundDoneTopic, type RefundNews, refundToSendTopic } from './payment.events';
import type { Payable } from './payment.service';
import { WechatPayClient } from './wechat-pay-client';
import { WechatPayRefusal, WechatPayUnreachable } from './wechat-pay-errors';

const wechat = systemActor('微信支付');
const refundEndLength = 8;

export interface NewRefund {
  /** Taken before the transaction, with `documentPrefix.refund`. */
  readonly number: string;
  readonly paymentId: number;
  readonly amountFen: Fen;
  /** Shown to the payer by WeChat. */
  readonly reason: string;
}

/** Gives money back by the route it came, and stays after it until WeChat has done it. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PaymentRefundService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly client: WechatPayClient;
  @Inject() private readonly ledger: LedgerService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly logger: Logger;

  /** Writes a refund down and answers its id; WeChat is asked after the commit. Throws REFUND_ABOVE_PAID, PAYMENT_NOT_FOUND. */
  async requestRefund(tx: Tx, actor: Actor, wanted: NewRefund): Promise<number> {
    const [payment] = await lockById(tx, PaymentRow, [wanted.paymentId]);
    if (!payment) throw paymentError('PAYMENT_NOT_FOUND');
    const refundableFen = payment.status === PaymentStatus.paid ? payment.amountFen - payment.refundedFen : 0;
    if (wanted.amountFen <= 0 || wanted.amountFen > refundableFen) {
      throw paymentError('REFUND_ABOVE_PAID', { refundable: formatFen(refundableFen), refundableFen });
    }
    const refundedFen = payment.refundedFen + wanted.amountFen;
    await tx.update(PaymentRow, { id: payment.id }, { refundedFen });
    const refundId = await this.insert(tx, payment, wanted);
    const document = { kind: DocumentKind.refund, id: refundId, number: wanted.number };
    await this.documents.register(tx, actor, { ...document, action: '申请退款', note: wanted.reason });
    await this.audit.record(tx, actor, {
      action: 'payment.requestRefund',
      targetKind: 'payment',
      targetId: payment.id,
      targetLabel: payment.number,
      before: { refundedFen: payment.refundedFen },
      after: { refundedFen, reason: wanted.reason },
    });
    await this.askToSend(tx, refundId);
    return refundId;
  }

  /** Gives back all that is left of a payment; nothing when all of it is on its way back already. */
  async refundRest(tx: Tx, actor: Actor, wanted: Omit<NewRefund, 'amountFen'>): Promise<void> {
    const [payment] = await lockById(tx, PaymentRow, [wanted.paymentId]);
    if (!payment) throw paymentError('PAYMENT_NOT_FOUND');
    const amountFen = payment.amountFen - payment.refundedFen;
    if (amountFen > 0) await this.requestRefund(tx, actor, { ...wanted, amountFen });
  }

  /** Everything given back for a payable, oldest first. Pass `tx` inside a transaction. */
  async refundsOf(tx: Tx | null, payable: Payable): Promise<RefundView[]> {
    const rows = await (tx ?? this.dataSource.manager).find(RefundRow, {
      where: { payableKind: payable.kind, payableId: payable.id },
      order: { id: 'ASC' },
    });
    return rows.map(toRefundView);
  }

  /** Asks WeChat for a refund that it has not taken yet. Any failure is written down and tried again later. */
  async send(refundId: number): Promise<void> {
    const refund = await this.requireRefund(refundId);
    if (refund.status === RefundStatus.requested) await this.report(refund, () => this.ask(refund));
  }

  /** Goes after a refund without an end: asks for it again, or asks what became of it. */
  async check(refundId: number): Promise<void> {
    const refund = await this.requireRefund(refundId);
    if (refund.status === RefundStatus.requested) await this.report(refund, () => this.ask(refund));
    if (refund.status !== RefundStatus.accepted) return;
    await this.report(refund, async () => {
      return (await this.client.findRefund(refund.refundNo)) ?? (await this.ask(refund));
    });
  }

  /** Books what WeChat says of a refund. Repeating it changes nothing. Throws CALLBACK_MISMATCH for one that was never asked for. */
  async recordReport(report: RefundReport): Promise<void> {
    const found = await this.dataSource.getRepository(RefundRow).findOneBy({ refundNo: report.refundNo });
    if (!found || found.amountFen !== report.amountFen) {
      this.logger.error('a refund report fits no refund', { refundNo: report.refundNo });
      throw paymentError('CALLBACK_MISMATCH', { field: found ? 'amount' : 'out_refund_no' });
    }
    await this.transactions.run(wechat, async (tx) => {
      const refund = await lockRefund(tx, found.id);
      const status = nextRefundStatus(report.state);
      if (!canTransit(refundTransitions, refund.status, status)) return;
      const isEnd = status !== RefundStatus.accepted;
      await tx.update(
        RefundRow,
        { id: refund.id },
        {
          status,
          failure: refundFailure(report.state),
          checkAt: isEnd ? null : refund.checkAt,
          refundedAt: status === RefundStatus.refunded ? this.clock.now() : null,
        },
      );
      await this.documents.addStep(tx, wechat, {
        kind: DocumentKind.refund,
        id: refund.id,
        action: refundStatusName[status],
        note: formatYuan(refund.amountFen),
      });
      if (status === RefundStatus.refunded) await this.bookDone(tx, refund);
    });
  }

  /** The back office asks again for a refund that failed. Throws REFUND_NOT_FOUND, REFUND_STATUS_CHANGED. */
  async retry(actor: AdminActor, id: number): Promise<RefundView> {
    return this.transactions.run(actor, async (tx) => {
      const refund = await lockRefund(tx, id);
      if (refund.status !== RefundStatus.failed) {
        throw paymentError('REFUND_STATUS_CHANGED', { statusName: refundStatusName[refund.status] });
      }
      // WeChat never works on a closed refund number again; an abnormal one keeps it, or it would be paid back twice.
      const refundNo = refund.failure === 'CLOSED' ? newRefundNo(refund.number) : refund.refundNo;
      const change = { status: RefundStatus.requested, refundNo, failure: null, checkAt: this.clock.now() };
      await tx.update(RefundRow, { id }, change);
      await this.documents.addStep(tx, actor, { kind: DocumentKind.refund, id, action: '重新退款' });
      await this.audit.record(tx, actor, {
        action: 'payment.retryRefund',
        targetKind: 'refund',
        targetId: id,
        targetLabel: refund.number,
        before: { failure: refund.failure },
      });
      await this.askToSend(tx, id);
      return toRefundView({ ...refund, ...change });
    });
  }

  /** Throws REFUND_NOT_FOUND. */
  async requireRefund(id: number, tx: Tx | null = null): Promise<RefundRow> {
    const row = await (tx ?? this.dataSource.manager).findOneBy(RefundRow, { id });
    if (!row) throw paymentError('REFUND_NOT_FOUND');
    return row;
  }

  private async ask(refund: RefundRow): Promise<RefundReport> {
    const payment = await this.dataSource.getRepository(PaymentRow).findOneByOrFail({ id: refund.paymentId });
    return this.client.refund({
      tradeNo: payment.tradeNo,
      refundNo: refund.refundNo,
      reason: refund.reason,
      refundFen: refund.amountFen,
      totalFen: payment.amountFen,
    });
  }

  private async report(refund: RefundRow, ask: () => Promise<RefundReport>): Promise<void> {
    try {
      await this.recordReport(await ask());
      await this.postpone(refund.id, null);
    } catch (error) {
      if (!(error instanceof WechatPayRefusal || error instanceof WechatPayUnreachable)) throw error;
      this.logger.warn('a refund could not be sent', { refundId: refund.id, reason: error.message });
      await this.postpone(refund.id, error instanceof WechatPayRefusal ? error.code : 'UNREACHABLE');
    }
  }

  /** Sets when a refund without an end is looked at again; does nothing to one that has ended. */
  private async postpone(refundId: number, failure: string | null): Promise<void> {
    await this.transactions.run(wechat, async (tx) => {
      const refund = await lockRefund(tx, refundId);
      if (refund.status !== RefundStatus.requested && refund.status !== RefundStatus.accepted) return;
      const checks = refund.checks + 1;
      const checkAt = nextCheckAt(this.clock.now(), checks);
      await tx.update(RefundRow, { id: refundId }, { checks, checkAt, failure });
    });
  }

  private async bookDone(tx: Tx, refund: RefundRow): Promise<void> {
    const { id, number, amountFen, paymentId, payableKind, payableId } = refund;
    await this.ledger.bookOnlineRefund(tx, {
      amountFen,
      document: { kind: DocumentKind.refund, id, number },
    });
    const payload: RefundNews = { refundId: id, paymentId, payableKind, payableId };
    await this.outbox.add(tx, { topic: refundDoneTopic, payload, dedupeKey: `${refundDoneTopic}:${id}` });
  }

  private async insert(tx: Tx, payment: PaymentRow, wanted: NewRefund): Promise<number> {
    const now = this.clock.now();
    const [id] = await insertInChunks(tx, RefundRow, [
      {
        number: wanted.number,
        refundNo: newRefundNo(wanted.number),
        paymentId: payment.id,
        paymentNumber: payment.number,
        payableKind: payment.payableKind,
        payableId: payment.payableId,
        payableNumber: payment.payableNumber,
        amountFen: wanted.amountFen,
        reason: wanted.reason.slice(0, 60),
        status: RefundStatus.requested,
        failure: null,
        checkAt: now,
        checks: 0,
        createdAt: now,
        refundedAt: null,
      },
    ]);
    if (id === undefined) throw new Error('the new refund got no id');
    return id;
  }

  private async askToSend(tx: Tx, refundId: number): Promise<void> {
    await this.outbox.add(tx, { topic: refundToSendTopic, payload: { refundId } });
  }
}

function newRefundNo(number: string): string {
  return `${number}-${randomToken(refundEndLength)}`;
}

async function lockRefund(tx: Tx, id: number): Promise<RefundRow> {
  const [refund] = await lockById(tx, RefundRow, [id]);
  if (!refund) throw paymentError('REFUND_NOT_FOUND');
  return refund;
}
