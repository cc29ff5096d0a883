import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, LessThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import type { CronJob } from '../../platform/jobs/job';
import { attemptLockMinutes } from './domain/secret-attempts';
import { CardAttempt } from './entities/card-attempt.entity';

/** Forgets wrong card secrets that no longer lock anything, so that guessing cannot fill the table. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardAttemptPurgeJob implements CronJob {
  readonly name = 'card-attempt-purge';
  readonly cron = '20 * * * *';

  @Inject() private readonly clock: Clock;
  @InjectDataSource() private readonly dataSource: DataSource;

  async run(): Promise<void> {
    const lapsed = new Date(this.clock.now().getTime() - attemptLockMinutes * 60_000);
    await this.dataSource.getRepository(CardAttempt).delete({ lastFailedAt: LessThan(lapsed) });
  }
}
