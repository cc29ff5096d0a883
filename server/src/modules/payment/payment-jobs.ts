import { RefundStatus } from '@lakeside/shared/payment/payment.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, LessThanOrEqual } from 'typeorm';
import { Clock } from '../../platform/clock';
import type { CronJob } from '../../platform/jobs/job';
import { Logger } from '../../platform/observability/logger';
import { PaymentRow } from './entities/payment.entity';
import { RefundRow } from './entities/refund.entity';
import { PaymentReconciliationService } from './payment-reconciliation.service';
import { PaymentRefundService } from './payment-refund.service';
import { PaymentTradeService } from './payment-trade.service';
import { openPaymentStates } from './payment.service';
import { WechatPayClient } from './wechat-pay-client';

/** What one run takes on; the rest is due in the next minute. */
const batchSize = 200;

/** Asks WeChat about payments whose notice did not come. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CheckPaymentsJob implements CronJob {
  readonly name = 'payment.check';
  readonly cron = '* * * * *';
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly client: WechatPayClient;
  @Inject() private readonly trades: PaymentTradeService;
  @Inject() private readonly logger: Logger;

  async run(): Promise<void> {
    if (!this.client.isOn) return;
    const due = await this.dataSource.getRepository(PaymentRow).find({
      select: { id: true },
      where: { status: openPaymentStates, checkAt: LessThanOrEqual(this.clock.now()) },
      order: { checkAt: 'ASC', id: 'ASC' },
      take: batchSize,
    });
    for (const { id } of due) {
      await this.trades.postponeCheck(id);
      try {
        await this.trades.check(id);
      } catch (error) {
        // One payment that cannot be asked about must not keep the others waiting; it has its next time already.
        this.logger.warn('a payment could not be checked', { paymentId: id, reason: String(error) });
      }
    }
  }
}

/** Goes after refunds that WeChat has not taken, or not finished. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CheckRefundsJob implements CronJob {
  readonly name = 'payment.checkRefunds';
  readonly cron = '* * * * *';
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly client: WechatPayClient;
  @Inject() private readonly refunds: PaymentRefundService;
  @Inject() private readonly logger: Logger;

  async run(): Promise<void> {
    if (!this.client.isOn) return;
    const due = await this.dataSource.getRepository(RefundRow).find({
      select: { id: true },
      where: {
        status: In([RefundStatus.requested, RefundStatus.accepted]),
        checkAt: LessThanOrEqual(this.clock.now()),
      },
      order: { checkAt: 'ASC', id: 'ASC' },
      take: batchSize,
    });
    for (const { id } of due) {
      try {
        await this.refunds.check(id);
      } catch (error) {
        this.logger.error('a refund could not be checked', { refundId: id, error });
      }
    }
  }
}

/** Proves every night that payments, refunds and books agree; a difference is for a person. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ReconcilePaymentsJob implements CronJob {
  readonly name = 'payment.reconcile';
  readonly cron = '40 3 * * *';
  @Inject() private readonly reconciliation: PaymentReconciliationService;
  @Inject() private readonly logger: Logger;

  async run(): Promise<void> {
    const found = await this.reconciliation.reconcile();
    if (!found.isEqual) this.logger.error('online payments and the ledger differ', { ...found });
  }
}
