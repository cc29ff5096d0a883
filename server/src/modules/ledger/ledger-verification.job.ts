import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { Logger } from '../../platform/observability/logger';
import { LedgerVerificationService } from './ledger-verification.service';

/** Checks the books every night and shouts in the log when they are wrong. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class LedgerVerificationJob implements CronJob {
  readonly name = 'ledger-verification';
  readonly cron = '20 3 * * *';
  @Inject() private readonly verification: LedgerVerificationService;
  @Inject() private readonly logger: Logger;

  async run(): Promise<void> {
    const result = await this.verification.verifyLedger();
    const isRight =
      result.unbalancedTransactionIds.length +
        result.wrongBalanceAccountIds.length +
        result.outOfBoundsAccountIds.length ===
      0;
    if (isRight) this.logger.info('the ledger is right', { transactionCount: result.transactionCount });
    else this.logger.error('the ledger is wrong', { ...result });
  }
}
