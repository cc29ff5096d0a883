import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { AccountDeletionService } from './account-deletion.service';

/** Deletes accounts whose days of grace are over. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class DeleteAccountsJob implements CronJob {
  readonly name = 'member.deleteAccounts';
  readonly cron = '41 * * * *';
  @Inject() private readonly deletions: AccountDeletionService;

  async run(): Promise<void> {
    await this.deletions.deleteDue();
  }
}
