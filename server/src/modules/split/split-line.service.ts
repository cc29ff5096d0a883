import { toDay } from '@lakeside/shared/kernel/date';
import type { Fen } from '@lakeside/shared/kernel/money';
import { splitNumberPrefix, SplitSource, SplitState } from '@lakeside/shared/split/split.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { type Tx, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import { systemActor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { FinanceDocumentService } from '../ledger/finance-document.service';
import { PaymentRefundService } from '../payment/payment-refund.service';
import { PaymentTradeService } from '../payment/payment-trade.service';
import { splitOf } from './domain/split-of';
import { SplitLine } from './entities/split-line.entity';
import { splitToSendTopic } from './split.events';

interface MovedMoney {
  readonly source: SplitSource;
  readonly sourceId: number;
  readonly sourceNumber: string;
  readonly movedFen: Fen;
  readonly happenedAt: Date;
  /** The line that is taken back. */
  readonly originId: number | null;
}

/** Writes one line for all money that comes or goes back; told twice, it changes nothing. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SplitLineService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly payments: PaymentTradeService;
  @Inject() private readonly refunds: PaymentRefundService;
  @Inject() private readonly papers: FinanceDocumentService;

  /** A member has paid online (AD-331). Answers the line's id. */
  async recordPayment(paymentId: number): Promise<number> {
    const { number, amountFen, paidAt } = await this.payments.requirePayment(paymentId);
    return this.record({
      source: SplitSource.payment,
      sourceId: paymentId,
      sourceNumber: number,
      movedFen: amountFen,
      happenedAt: paidAt ?? this.clock.now(),
      originId: null,
    });
  }

  /** A member has got money back. Its payment may be told later than it, so that line is written first. */
  async recordRefund(refundId: number): Promise<void> {
    const { number, paymentId, amountFen, refundedAt } = await this.refunds.requireRefund(refundId);
    await this.record({
      source: SplitSource.refund,
      sourceId: refundId,
      sourceNumber: number,
      movedFen: amountFen,
      happenedAt: refundedAt ?? this.clock.now(),
      originId: await this.recordPayment(paymentId),
    });
  }

  /** A first-level channel has topped its stored value up (AD-332). Answers the line's id. */
  async recordTopUp(documentId: number): Promise<number> {
    const { number, amountFen, createdAt } = await this.papers.requireDocument(documentId);
    return this.record({
      source: SplitSource.topUp,
      sourceId: documentId,
      sourceNumber: number,
      movedFen: amountFen,
      happenedAt: new Date(createdAt),
      originId: null,
    });
  }

  async recordTopUpReversal(documentId: number, happenedAt: Date): Promise<void> {
    const { number, amountFen } = await this.papers.requireDocument(documentId);
    await this.record({
      source: SplitSource.topUpReversal,
      sourceId: documentId,
      sourceNumber: number,
      movedFen: amountFen,
      happenedAt,
      originId: await this.recordTopUp(documentId),
    });
  }

  /** Offline money of a store order has come or was paid back (AD-333). */
  async recordGoodsMoney(kind: 'goodsPayment' | 'goodsRefund', documentId: number): Promise<void> {
    const { number, amountFen, createdAt } = await this.papers.requireDocument(documentId);
    await this.record({
      source: SplitSource[kind],
      sourceId: documentId,
      sourceNumber: number,
      movedFen: amountFen,
      happenedAt: new Date(createdAt),
      originId: null,
    });
  }

  private async record(money: MovedMoney): Promise<number> {
    const { source, sourceId } = money;
    const found = await this.dataSource.getRepository(SplitLine).findOneBy({ source, sourceId });
    if (found) return found.id;
    const number = await this.numbers.next(splitNumberPrefix, toDay(this.clock.now()));
    return this.transactions.run(systemActor('split'), (tx) => this.insert(tx, number, money));
  }

  /** Two servers may be told at once: the unique source lets one line in, and both answer it. */
  private async insert(tx: Tx, number: string, money: MovedMoney): Promise<number> {
    const { source, sourceId, movedFen, ...origin } = money;
    const now = this.clock.now();
    const line = {
      ...origin,
      ...splitOf(source, movedFen),
      number,
      source,
      sourceId,
      state: SplitState.waiting,
      attempt: 1,
      asks: 0,
      checkAt: now,
      sandNo: null,
      failure: null,
      createdAt: now,
      finishedAt: null,
    };
    await upsertIgnore(tx, SplitLine, [line]);
    const { id } = await tx.findOneByOrFail(SplitLine, { source, sourceId });
    await this.outbox.add(tx, {
      topic: splitToSendTopic,
      payload: { lineId: id },
      dedupeKey: `${splitToSendTopic}:${id}`,
    });
    return id;
  }
}
