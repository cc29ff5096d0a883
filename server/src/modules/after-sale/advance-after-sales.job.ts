import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { AfterSaleExchangeService } from './after-sale-exchange.service';
import { AfterSaleReturnService } from './after-sale-return.service';

/** Ends what waits for a buyer who has forgotten it. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AdvanceAfterSalesJob implements CronJob {
  readonly name = 'afterSale.advance';
  readonly cron = '27 * * * *';
  @Inject() private readonly returns: AfterSaleReturnService;
  @Inject() private readonly exchanges: AfterSaleExchangeService;

  async run(): Promise<void> {
    await this.returns.expireOverdue();
    await this.exchanges.confirmOverdue();
  }
}
