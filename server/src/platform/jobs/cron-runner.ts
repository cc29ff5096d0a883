import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { Cron } from 'croner';
import { DataSource, type Repository } from 'typeorm';
import { Clock } from '../clock';
import { affectedRows, isUniqueViolation } from '../database/dialect';
import { Logger } from '../observability/logger';
import { randomToken } from '../random';
import type { CronJob } from './job';
import { JobLease } from './job-lease.entity';

const leaseMs = 120_000;
const heartbeatMs = 30_000;

interface ScheduledJob {
  readonly job: CronJob;
  readonly schedule: Cron;
}

/**
 * Runs each cron job once at each of its times, however many servers there are. Of times missed while every server was
 * down, the latest is made up for.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CronRunner {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;
  private readonly jobs = new Map<string, ScheduledJob>();
  private readonly workerId = randomToken(20);

  /** Throws when the pattern is wrong or the name is taken. */
  register(job: CronJob): void {
    if (this.jobs.has(job.name)) throw new Error(`two cron jobs are called ${job.name}`);
    this.jobs.set(job.name, {
      job,
      schedule: new Cron(job.cron, { timezone: 'Asia/Shanghai', paused: true }),
    });
  }

  /** Runs the jobs whose time has come since their last run; returns their names. */
  async runDueJobs(): Promise<string[]> {
    const ran: string[] = [];
    for (const { job, schedule } of this.jobs.values()) {
      const [slot] = schedule.previousRuns(1, this.clock.now());
      if (!slot || !(await this.claim(job.name, slot))) continue;
      await this.run(job);
      ran.push(job.name);
    }
    return ran;
  }

  private get leases(): Repository<JobLease> {
    return this.dataSource.getRepository(JobLease);
  }

  private async claim(name: string, slot: Date): Promise<boolean> {
    const lease = await this.leases.findOneBy({ name });
    if (!lease) {
      await this.remember(name);
      return false;
    }
    if (lease.lastSlotAt >= slot) return false;
    const now = this.clock.now();
    const result = await this.leases
      .createQueryBuilder()
      .update()
      .set({ lastSlotAt: slot, leasedBy: this.workerId, leaseUntil: new Date(now.getTime() + leaseMs) })
      .where('name = :name AND lastSlotAt < :slot', { name, slot })
      .andWhere('(leaseUntil IS NULL OR leaseUntil < :now)', { now })
      .execute();
    return affectedRows(result) === 1;
  }

  /** A job seen for the first time waits for its next time instead of making up for one before it existed. */
  private async remember(name: string): Promise<void> {
    try {
      await this.leases.insert({ name, lastSlotAt: this.clock.now() });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }

  private async run(job: CronJob): Promise<void> {
    const renew = () => {
      const leaseUntil = new Date(this.clock.now().getTime() + leaseMs);
      this.leases.update({ name: job.name, leasedBy: this.workerId }, { leaseUntil }).catch(() => undefined);
    };
    const heartbeat = setInterval(renew, heartbeatMs);
    let lastError: string | null = null;
    try {
      await job.run();
    } catch (error) {
      lastError = (error instanceof Error ? error.message : String(error)).slice(0, 500);
      this.logger.error('cron job failed', { job: job.name, error });
    } finally {
      clearInterval(heartbeat);
    }
    const finishedAt = this.clock.now();
    await this.leases.update(
      { name: job.name, leasedBy: this.workerId },
      { leasedBy: null, leaseUntil: null, finishedAt, lastError },
    );
  }
}
