import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay, toIso } from '@lakeside/shared/kernel/date';
import { type Fen, formatFen } from '@lakeside/shared/kernel/money';
import type { Page } from '@lakeside/shared/kernel/page';
import type { FinanceDocument as FinanceDocumentView } from '@lakeside/shared/ledger/ledger.contract';
import { ledgerError } from '@lakeside/shared/ledger/ledger.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { Actor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import {
  creditGrantPostings,
  creditSettlementPostings,
  goodsPaymentPostings,
  goodsRefundPostings,
  type ReasonedPosting,
  topUpPostings,
} from './domain/l1-postings';
import { BalanceBoundError, reversePostings } from './domain/plan-postings';
import { FinanceDocument } from './entities/finance-document.entity';
import { type FinanceDocumentFilter, FinanceDocumentQueries } from './finance-document.queries';
import { type L1Accounts, LedgerAccountQueries } from './ledger-account.queries';
import { financeBookedTopic, type FinanceNews, financeReversedTopic } from './ledger.events';
import { LedgerService } from './ledger.service';

export interface FinanceDocumentInput {
  channelId: number;
  amountFen: Fen;
  voucherNo: string | null;
  note: string | null;
}

type FinanceKind = FinanceDocumentView['kind'];

const postingsOf: Readonly<Record<FinanceKind, (channelId: number, amountFen: Fen) => ReasonedPosting[]>> = {
  topUp: topUpPostings,
  creditGrant: creditGrantPostings,
  creditSettlement: creditSettlementPostings,
  goodsPayment: (_channelId, amountFen) => goodsPaymentPostings(amountFen),
  goodsRefund: (_channelId, amountFen) => goodsRefundPostings(amountFen),
};

const stepOf: Readonly<Record<FinanceKind, string>> = {
  topUp: '登记充值',
  creditGrant: '登记额度',
  creditSettlement: '登记结算',
  goodsPayment: '确认订货收款',
  goodsRefund: '登记订货退款',
};

/** The papers by which finance changes what an L1 has: top-up, credit grant, settlement of credit debt (rules.md §4). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class FinanceDocumentService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly ledger: LedgerService;
  @Inject() private readonly accounts: LedgerAccountQueries;
  @Inject() private readonly queries: FinanceDocumentQueries;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly clock: Clock;

  /** Books money an L1 paid in offline. Throws NOT_AN_L1. */
  async topUp(actor: Actor, input: FinanceDocumentInput): Promise<FinanceDocumentView> {
    return this.book(actor, 'topUp', input);
  }

  /** Raises the credit of an L1. Throws NOT_AN_L1. */
  async grantCredit(actor: Actor, input: FinanceDocumentInput): Promise<FinanceDocumentView> {
    return this.book(actor, 'creditGrant', input);
  }

  /** Books debt an L1 paid offline. Throws NOT_AN_L1, DEBT_EXCEEDED. */
  async settleCreditDebt(actor: Actor, input: FinanceDocumentInput): Promise<FinanceDocumentView> {
    return this.book(actor, 'creditSettlement', input);
  }

  /** Undoes a paper once, by counter-entries. Throws FINANCE_DOCUMENT_NOT_FOUND, ALREADY_REVERSED, REVERSAL_SHORT. */
  async reverse(actor: Actor, input: { id: number; reason: string }): Promise<FinanceDocumentView> {
    return this.transactions.run(actor, async (tx) => {
      const [document] = await lockById(tx, FinanceDocument, [input.id]);
      if (!document) throw ledgerError('FINANCE_DOCUMENT_NOT_FOUND', { id: input.id });
      if (isOfStoreOrder(document.kind)) throw ledgerError('REVERSAL_BY_ORDER');
      if (document.status === 'reversed') throw ledgerError('ALREADY_REVERSED', { number: document.number });
      const postings = postingsOf[document.kind](document.channelId, document.amountFen);
      await this.postReversal(tx, document, { postings, note: input.reason });
      await tx.update(FinanceDocument, { id: document.id }, { status: 'reversed' });
      await this.documents.addStep(tx, actor, {
        kind: document.kind,
        id: document.id,
        action: '撤销',
        note: input.reason,
      });
      await this.audit.record(tx, actor, {
        action: 'finance.reverse',
        targetKind: document.kind,
        targetId: document.id,
        targetLabel: document.number,
        before: { status: 'booked' },
        after: { status: 'reversed', reason: input.reason },
      });
      await this.tell(tx, financeReversedTopic, document);
      return this.toView(tx, { ...document, status: 'reversed' });
    });
  }

  /**
   * Books offline money of a store order, in the transaction of its use case; `number` was taken before it. Such a paper is
   * undone by its order only. Throws NOT_AN_L1.
   */
  async bookGoodsMoney(
    tx: Tx,
    actor: Actor,
    input: FinanceDocumentInput & { kind: 'goodsPayment' | 'goodsRefund'; number: string },
  ): Promise<void> {
    await this.write(tx, actor, input);
  }

  /** Throws FINANCE_DOCUMENT_NOT_FOUND. */
  async requireDocument(id: number): Promise<FinanceDocumentView> {
    const document = await this.queries.findDocument(id);
    if (!document) throw ledgerError('FINANCE_DOCUMENT_NOT_FOUND', { id });
    return this.toView(null, document);
  }

  async listDocuments(filter: FinanceDocumentFilter): Promise<Page<FinanceDocumentView>> {
    const page = await this.queries.listDocuments(filter);
    return { items: await this.toViews(null, page.items), total: page.total };
  }

  private async book(
    actor: Actor,
    kind: FinanceKind,
    input: FinanceDocumentInput,
  ): Promise<FinanceDocumentView> {
    const number = await this.numbers.next(documentPrefix[kind], toDay(this.clock.now()));
    return this.transactions.run(actor, async (tx) => {
      const document = await this.write(tx, actor, { ...input, kind, number });
      return this.toView(tx, document);
    });
  }

  private async write(
    tx: Tx,
    actor: Actor,
    input: FinanceDocumentInput & { kind: FinanceKind; number: string },
  ): Promise<FinanceDocument> {
    const { kind, number } = input;
    const accounts = await this.requireL1(tx, input.channelId);
    const document = tx.create(FinanceDocument, {
      ...input,
      status: 'booked',
      createdAt: this.clock.now(),
    });
    await tx.insert(FinanceDocument, document);
    await this.postBooking(tx, document);
    await this.documents.register(tx, actor, {
      kind: DocumentKind[kind],
      id: document.id,
      number,
      action: stepOf[kind],
      note: input.note,
    });
    await this.audit.record(tx, actor, {
      action: `finance.${kind}`,
      targetKind: kind,
      targetId: document.id,
      targetLabel: number,
      after: {
        channelId: input.channelId,
        channelName: accounts.storedValue.ownerName,
        amountFen: input.amountFen,
        voucherNo: input.voucherNo,
      },
    });
    await this.tell(tx, financeBookedTopic, document);
    return document;
  }

  private async tell(tx: Tx, topic: string, document: FinanceDocument): Promise<void> {
    const payload: FinanceNews = {
      documentId: document.id,
      kind: document.kind,
      at: toIso(this.clock.now()),
    };
    await this.outbox.add(tx, { topic, payload, dedupeKey: `${topic}:${document.id}` });
  }

  private async postBooking(tx: Tx, document: FinanceDocument): Promise<void> {
    try {
      await this.ledger.post(tx, {
        postings: postingsOf[document.kind](document.channelId, document.amountFen),
        document,
        idempotencyKey: `${document.kind}:${document.id}`,
        note: document.note,
      });
    } catch (error) {
      // Bookings only ever add, so the one bound they can meet is that of the debt.
      if (!(error instanceof BalanceBoundError)) throw error;
      const debtFen = document.amountFen - error.shortageFen;
      throw ledgerError('DEBT_EXCEEDED', { debt: formatFen(debtFen), debtFen });
    }
  }

  private async postReversal(
    tx: Tx,
    document: FinanceDocument,
    booked: { postings: readonly ReasonedPosting[]; note: string },
  ): Promise<void> {
    const postings = reversePostings(booked.postings).map((line) => ({
      ...line,
      reason: 'reversal' as const,
    }));
    const idempotencyKey = `${document.kind}:${document.id}:reversal`;
    try {
      await this.ledger.post(tx, { postings, document, idempotencyKey, note: booked.note });
    } catch (error) {
      if (!(error instanceof BalanceBoundError)) throw error;
      throw ledgerError('REVERSAL_SHORT', {
        shortage: formatFen(error.shortageFen),
        shortageFen: error.shortageFen,
      });
    }
  }

  private async requireL1(tx: Tx, channelId: number): Promise<L1Accounts> {
    const accounts = (await this.accounts.findL1Accounts(tx, [channelId])).get(channelId);
    if (!accounts) throw ledgerError('NOT_AN_L1', { channelId });
    return accounts;
  }

  private async toView(tx: Tx | null, document: FinanceDocument): Promise<FinanceDocumentView> {
    const [view] = await this.toViews(tx, [document]);
    if (!view) throw new Error('one document gives one view');
    return view;
  }

  private async toViews(
    tx: Tx | null,
    documents: readonly FinanceDocument[],
  ): Promise<FinanceDocumentView[]> {
    const steps = await this.documents.stepsOfMany(documents, tx);
    const names = await this.accounts.ownerNames(
      tx,
      documents.map((document) => document.channelId),
    );
    return documents.map((document) => ({
      id: document.id,
      kind: document.kind,
      number: document.number,
      status: document.status,
      channel: { id: document.channelId, name: names.get(document.channelId) ?? '', level: 1 },
      amountFen: document.amountFen,
      voucherNo: document.voucherNo,
      note: document.note,
      steps: steps.get(`${document.kind}:${document.id}`) ?? [],
      createdAt: toIso(document.createdAt),
    }));
  }
}

function isOfStoreOrder(kind: FinanceKind): boolean {
  return kind === 'goodsPayment' || kind === 'goodsRefund';
}
