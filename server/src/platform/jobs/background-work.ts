import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { AppConfig } from '../config/config';
import { TransactionService } from '../database/transaction';
import { Logger } from '../observability/logger';
import { Metrics } from '../observability/metrics';
import { Outbox } from '../outbox/outbox';
import { OutboxWorker } from '../outbox/outbox-worker';
import { CronRunner } from './cron-runner';
import { RedisWakeUp } from './redis-wake-up';
import { TaskQueue } from './task-queue';
import { TaskRunner } from './task-runner';
import { WorkLoop } from './work-loop';

const pollMs = 1_000;
/** With Redis announcing new work, polling only catches retries and work taken over. */
const pollWithRedisMs = 5_000;
const cronPollMs = 5_000;

/** Keeps outbox, tasks and cron jobs going beside the requests, and stops them cleanly. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class BackgroundWork {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly metrics: Metrics;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly outboxWorker: OutboxWorker;
  @Inject() private readonly taskQueue: TaskQueue;
  @Inject() private readonly taskRunner: TaskRunner;
  @Inject() private readonly cronRunner: CronRunner;
  private loops: WorkLoop[] = [];
  private redis: RedisWakeUp | null = null;

  /** Measures what waits, whether or not this process works on it. */
  @Init()
  measure(): void {
    this.metrics.registerGauge({
      name: 'outbox_backlog_messages',
      help: 'Messages not yet delivered',
      read: () => this.outboxWorker.backlog(),
    });
    this.metrics.registerGauge({
      name: 'outbox_dead_messages',
      help: 'Messages given up',
      read: () => this.outboxWorker.deadLetters(),
    });
    this.metrics.registerGauge({
      name: 'task_lag_seconds',
      help: 'How long the oldest waiting task has been due',
      read: () => this.taskRunner.lagSeconds(),
    });
  }

  /** Begins working, unless this process was told to leave that to others. */
  start(): void {
    if (!this.config.workers) return;
    const { redisUrl } = this.config;
    const pauseMs = redisUrl === null ? pollMs : pollWithRedisMs;
    const outboxLoop = this.addLoop('outbox', pauseMs, () => this.outboxWorker.drain());
    const taskLoop = this.addLoop('tasks', pauseMs, () => this.taskRunner.runDueTasks());
    this.addLoop('cron', cronPollMs, () => this.cronRunner.runDueJobs());
    if (redisUrl !== null) {
      this.redis = new RedisWakeUp({
        redisUrl,
        installationId: this.config.installationId,
        onWakeUp: (kind) => (kind === 'outbox' ? outboxLoop : taskLoop).wake(),
        onError: (error) => this.logger.warn('redis', { error }),
      });
    }
    this.transactions.onCommit(() => {
      if (this.outbox.takeNews()) this.announce('outbox', outboxLoop);
      if (this.taskQueue.takeNews()) this.announce('tasks', taskLoop);
    });
    for (const loop of this.loops) loop.start();
  }

  /** Waits for the message, task or job in hand; the rest is left for the next server. */
  async stop(): Promise<void> {
    this.outboxWorker.stop();
    this.taskRunner.stop();
    await Promise.all(this.loops.map((loop) => loop.stop()));
    await this.redis?.close();
  }

  private addLoop(name: string, pauseMs: number, work: () => Promise<unknown>): WorkLoop {
    const onError = (error: unknown) => this.logger.error('background work failed', { name, error });
    const loop = new WorkLoop({ work, pauseMs, onError });
    this.loops.push(loop);
    return loop;
  }

  private announce(kind: 'outbox' | 'tasks', loop: WorkLoop): void {
    if (!this.redis) {
      loop.wake();
      return;
    }
    // Should Redis be away, this server takes the work itself.
    this.redis.announce(kind).catch(() => loop.wake());
  }
}
