import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { RevenueReleaseService } from './revenue-release.service';

/** Books shares in whose after-sale period is over. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ReleaseRevenueJob implements CronJob {
  readonly name = 'revenue.release';
  readonly cron = '41 * * * *';
  @Inject() private readonly releases: RevenueReleaseService;

  async run(): Promise<void> {
    await this.releases.releaseDue();
  }
}
