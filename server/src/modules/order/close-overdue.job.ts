import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { PurchaseTimeoutService } from './purchase-timeout.service';

/** Gives the goods of unpaid orders back to the others. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CloseOverdueJob implements CronJob {
  readonly name = 'order.closeOverdue';
  readonly cron = '* * * * *';
  @Inject() private readonly timeouts: PurchaseTimeoutService;

  async run(): Promise<void> {
    await this.timeouts.closeOverdue();
  }
}
