import { DocumentKind } from '@lakeside/shared/document/document.contract';
import type { Fen } from '@lakeside/shared/kernel/money';
import { paymentError } from '@lakeside/shared/payment/payment.errors';
import {
  type PayableKind,
  Payee,
  PaymentStatus,
  type PaymentWay,
  RefundStatus,
} from '@lakeside/shared/payment/payment.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In, Not } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks, lockById } from '../../platform/database/dialect';
import type { Tx } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { randomToken } from '../../platform/random';
import { DocumentService } from '../document/document.service';
import { nextCheckAt } from './domain/check-delay';
import { PaymentRow } from './entities/payment.entity';
import { RefundRow } from './entities/refund.entity';
import { paymentToCloseTopic } from './payment.events';

/** What is to be paid for. */
export interface Payable {
  readonly kind: PayableKind;
  readonly id: number;
}

export interface NewPayment {
  readonly payable: Payable & { readonly number: string };
  /** Taken before the transaction, with `documentPrefix.payment`. */
  readonly number: string;
  readonly payerName: string;
  readonly way: PaymentWay;
  /** Needed for `jsapi`. */
  readonly openId: string | null;
  /** Shown to the payer by WeChat. */
  readonly description: string;
  readonly amountFen: Fen;
  readonly expiresAt: Date;
}

const openStates = [PaymentStatus.created, PaymentStatus.prepaid] as const;
const tradeEndLength = 8;
/** WeChat takes 127 bytes, of which a Chinese character needs three. */
const descriptionLength = 42;
/** WeChat wants at least a minute between asking and the end. */
const shortestLifeMs = 90_000;

/** Payments as the modules above begin and end them. Knows what is paid for by kind and id only. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PaymentService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly documents: DocumentService;

  /**
   * The payment by which a payable is paid now: the one already open when it fits, else a new one, and then those open
   * before are closed. Lock the payable first. Ask `PrepayService` after the commit. Throws PAYMENT_ALREADY_PAID.
   */
  async openPayment(tx: Tx, actor: Actor, wanted: NewPayment): Promise<number> {
    const rows = await this.lockOf(tx, wanted.payable);
    if (rows.some((row) => row.status === PaymentStatus.paid)) throw paymentError('PAYMENT_ALREADY_PAID');
    const open = rows.filter(isOpen);
    const fitting = open.find(
      (row) => row.way === wanted.way && row.openId === wanted.openId && row.amountFen === wanted.amountFen,
    );
    for (const row of open) if (row !== fitting) await this.askToClose(tx, row.id);
    return fitting ? fitting.id : this.insert(tx, actor, wanted);
  }

  /** How a payable was paid inside the mini program: WeChat's number and the payer; null when it was not. */
  async findMiniProgramPayment(payable: Payable): Promise<{ transactionId: string; openId: string } | null> {
    const row = await this.dataSource.getRepository(PaymentRow).findOne({
      where: { payableKind: payable.kind, payableId: payable.id, status: PaymentStatus.paid },
      order: { id: 'ASC' },
    });
    if (!row || row.transactionId === null || row.openId === null) return null;
    return { transactionId: row.transactionId, openId: row.openId };
  }

  /** Our number and WeChat's of one payment; null for an unknown id. */
  async findNumbers(
    id: number,
  ): Promise<{ id: number; number: string; transactionId: string | null } | null> {
    return this.dataSource.getRepository(PaymentRow).findOne({
      where: { id },
      select: { id: true, number: true, transactionId: true },
    });
  }

  /** Lets WeChat know that nothing is to be paid for this any more. Money that comes all the same is told as news. */
  async closePaymentsOf(tx: Tx, payable: Payable): Promise<void> {
    const rows = await this.lockOf(tx, payable);
    for (const row of rows.filter(isOpen)) await this.askToClose(tx, row.id);
  }

  /** The errand may be given several times for one payment: a prepay that was under way can open it again. */
  async askToClose(tx: Tx, paymentId: number): Promise<void> {
    await this.outbox.add(tx, { topic: paymentToCloseTopic, payload: { paymentId } });
  }

  private async lockOf(tx: Tx, payable: Payable): Promise<PaymentRow[]> {
    const found = await tx.find(PaymentRow, {
      select: { id: true },
      where: { payableKind: payable.kind, payableId: payable.id },
    });
    return lockById(
      tx,
      PaymentRow,
      found.map((row) => row.id),
    );
  }

  private async insert(tx: Tx, actor: Actor, wanted: NewPayment): Promise<number> {
    const now = this.clock.now();
    const { payable, number } = wanted;
    const [id] = await insertInChunks(tx, PaymentRow, [
      {
        number,
        tradeNo: `${number}-${randomToken(tradeEndLength)}`,
        payableKind: payable.kind,
        payableId: payable.id,
        payableNumber: payable.number,
        payerName: wanted.payerName.slice(0, 60),
        payee: Payee.salesCompany,
        way: wanted.way,
        openId: wanted.openId,
        description: wanted.description.slice(0, descriptionLength),
        amountFen: wanted.amountFen,
        refundedFen: 0,
        status: PaymentStatus.created,
        transactionId: null,
        expiresAt: new Date(Math.max(wanted.expiresAt.getTime(), now.getTime() + shortestLifeMs)),
        checkAt: nextCheckAt(now, 0),
        checks: 0,
        createdAt: now,
        paidAt: null,
        closedAt: null,
      },
    ]);
    if (id === undefined) throw new Error('the new payment got no id');
    const note = payable.number;
    await this.documents.register(tx, actor, {
      kind: DocumentKind.payment,
      id,
      number,
      action: '发起付款',
      note,
    });
    return id;
  }

  /** How much money is on its way back for these orders; the lists are short enough for one statement each. */
  async countOpenRefunds(source: EntityManager, orderIds: readonly number[][]): Promise<number> {
    let count = 0;
    for (const ids of orderIds) {
      count += await source.countBy(RefundRow, {
        payableKind: 'order',
        payableId: In(ids),
        status: Not(RefundStatus.refunded),
      });
    }
    return count;
  }

  /** Takes the payer out of the payments of these orders; amounts and numbers stay for the books. */
  async forgetPayers(tx: Tx, orderIds: readonly number[][]): Promise<void> {
    for (const ids of orderIds) {
      const payments = { payableKind: 'order', payableId: In(ids) } as const;
      await tx.update(PaymentRow, payments, { payerName: '已注销会员', openId: null });
    }
  }
}

function isOpen(row: PaymentRow): boolean {
  return openStates.some((status) => status === row.status);
}

/** The condition for payments that may still be paid. */
export const openPaymentStates = In([...openStates]);
