import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { OrderReceiptService } from './order-receipt.service';

/** Confirms receipt for those who forget it. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AutoConfirmJob implements CronJob {
  readonly name = 'order.autoConfirm';
  readonly cron = '17 * * * *';
  @Inject() private readonly receipts: OrderReceiptService;

  async run(): Promise<void> {
    await this.receipts.confirmOverdue();
  }
}
