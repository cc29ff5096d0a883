import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { addDays, startOfDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import type {
  paymentAdminContract,
  PaymentDetail,
  PaymentView,
  RefundView,
} from '@lakeside/shared/payment/payment.contract';
import { paymentError } from '@lakeside/shared/payment/payment.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { contains } from '../../platform/database/dialect';
import { numberPattern } from '../../platform/document-number/number-pattern';
import { DocumentService } from '../document/document.service';
import { PaymentRow } from './entities/payment.entity';
import { RefundRow } from './entities/refund.entity';
import { toPaymentView, toRefundView } from './payment-views';

type PaymentQuery = ParsedInput<typeof paymentAdminContract.listPayments>['query'];
type RefundQuery = ParsedInput<typeof paymentAdminContract.listRefunds>['query'];

/** Payments and refunds as finance reads them. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PaymentListService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly documents: DocumentService;

  /** Newest first (AD-323, AD-324). */
  async listPayments(query: PaymentQuery): Promise<Page<PaymentView>> {
    const select = this.dataSource.getRepository(PaymentRow).createQueryBuilder('paper');
    const { items, total } = await page(select, query);
    return { items: items.map(toPaymentView), total };
  }

  /** Newest first. */
  async listRefunds(query: RefundQuery): Promise<Page<RefundView>> {
    const select = this.dataSource.getRepository(RefundRow).createQueryBuilder('paper');
    const { items, total } = await page(select, query);
    return { items: items.map(toRefundView), total };
  }

  /** Throws PAYMENT_NOT_FOUND. */
  async getPayment(id: number): Promise<PaymentDetail> {
    const row = await this.dataSource.getRepository(PaymentRow).findOneBy({ id });
    if (!row) throw paymentError('PAYMENT_NOT_FOUND');
    const refunds = await this.dataSource
      .getRepository(RefundRow)
      .find({ where: { paymentId: id }, order: { id: 'ASC' } });
    const steps = await this.documents.stepsOf(DocumentKind.payment, id);
    return { ...toPaymentView(row), refunds: refunds.map(toRefundView), steps };
  }
}

async function page<Row extends ObjectLiteral>(
  select: SelectQueryBuilder<Row>,
  query: PaymentQuery | RefundQuery,
): Promise<{ items: Row[]; total: number }> {
  select.where('1 = 1');
  if (query.status) select.andWhere('paper.status = :status', { status: query.status });
  if (query.number) {
    const isOwn = contains('paper.number', 'number');
    const isPayable = contains('paper.payableNumber', 'number');
    select.andWhere(`(${isOwn} OR ${isPayable})`, { number: numberPattern(query.number) });
  }
  if (query.from) select.andWhere('paper.createdAt >= :from', { from: startOfDay(query.from) });
  if (query.to) select.andWhere('paper.createdAt < :to', { to: startOfDay(addDays(query.to, 1)) });
  const [items, total] = await select
    .orderBy('paper.id', 'DESC')
    .skip((query.page - 1) * query.pageSize)
    .take(query.pageSize)
    .getManyAndCount();
  return { items, total };
}
