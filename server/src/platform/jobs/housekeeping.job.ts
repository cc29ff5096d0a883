import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, LessThan } from 'typeorm';
import { Clock } from '../clock';
import { IdempotencyStore } from '../idempotency/idempotency-store';
import { OutboxMessage, OutboxStatus } from '../outbox/outbox-message.entity';
import type { CronJob } from './job';
import { JobTask, TaskStatus } from './job-task.entity';

const keepMs = 30 * 24 * 60 * 60 * 1000;

/** Each night forgets what nobody will ask for again: old answers, delivered messages, finished tasks. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class HousekeepingJob implements CronJob {
  readonly name = 'platform-housekeeping';
  readonly cron = '30 4 * * *';
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly idempotency: IdempotencyStore;

  async run(): Promise<void> {
    const before = LessThan(new Date(this.clock.now().getTime() - keepMs));
    await this.idempotency.purge();
    await this.dataSource
      .getRepository(OutboxMessage)
      .delete({ status: In([OutboxStatus.delivered, OutboxStatus.ignored]), createdAt: before });
    await this.dataSource.getRepository(JobTask).delete({ status: TaskStatus.done, finishedAt: before });
  }
}
