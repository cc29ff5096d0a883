import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { ErpClient } from './erp.client';
import { ErpSyncService } from './erp-sync.service';

/** Keeps goods and central stock as the ERP has them (AD-158). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ErpSyncJob implements CronJob {
  readonly name = 'erp.synchronise';
  readonly cron = '*/10 * * * *';
  @Inject() private readonly client: ErpClient;
  @Inject() private readonly sync: ErpSyncService;

  async run(): Promise<void> {
    if (this.client.isOn) await this.sync.synchronise();
  }
}
