import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { SplitSendService } from './split-send.service';

/** Makes up for calls that failed and notices that were lost. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AdvanceSplitsJob implements CronJob {
  readonly name = 'split.advance';
  readonly cron = '* * * * *';
  @Inject() private readonly splits: SplitSendService;

  async run(): Promise<void> {
    await this.splits.advanceDue();
  }
}
