import { AppError } from '@lakeside/shared/kernel/app-error';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type Repository } from 'typeorm';
import { Clock } from '../clock';
import { affectedRows } from '../database/dialect';
import { Logger } from '../observability/logger';
import { randomToken } from '../random';
import type { TaskHandler } from './job';
import { JobTask, TaskStatus } from './job-task.entity';

export const maxTaskAttempts = 5;
const leaseMs = 60_000;
const heartbeatMs = 15_000;
const retryDelayMs = 30_000;

/** The task is another server's now; this one must stop touching it. */
class LeaseLostError extends Error {}

/** Runs queued tasks. A task of a killed server is taken over when its lease ends and goes on from its last progress. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class TaskRunner {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;
  private readonly handlerByType = new Map<string, TaskHandler>();
  private readonly workerId = randomToken(20);
  private isStopped = false;

  register(handler: TaskHandler): void {
    if (this.handlerByType.has(handler.type))
      throw new Error(`two handlers for tasks of type ${handler.type}`);
    this.handlerByType.set(handler.type, handler);
  }

  /** Runs every task that is due now, one after the other; returns how many finished. */
  async runDueTasks(): Promise<number> {
    let finished = 0;
    while (!this.isStopped) {
      const task = await this.claimNext();
      if (!task) return finished;
      if (await this.runTask(task)) finished += 1;
    }
    return finished;
  }

  /** Lets `runDueTasks` end after the task in hand. */
  stop(): void {
    this.isStopped = true;
  }

  /** Seconds the oldest waiting task has been due. */
  async lagSeconds(): Promise<number> {
    const oldest = await this.tasks.findOne({
      where: { status: TaskStatus.pending },
      order: { dueAt: 'ASC' },
    });
    return oldest ? Math.max(0, (this.clock.now().getTime() - oldest.dueAt.getTime()) / 1000) : 0;
  }

  private get tasks(): Repository<JobTask> {
    return this.dataSource.getRepository(JobTask);
  }

  private async claimNext(): Promise<JobTask | null> {
    const now = this.clock.now();
    const due = await this.tasks
      .createQueryBuilder('task')
      .where('task.status IN (:...open) AND task.dueAt <= :now', {
        open: [TaskStatus.pending, TaskStatus.running],
        now,
      })
      .andWhere('(task.leaseUntil IS NULL OR task.leaseUntil < :now)')
      .orderBy('task.id')
      .limit(10)
      .getMany();
    for (const task of due) {
      if (await this.claim(task, now)) return { ...task, attempts: task.attempts + 1 };
    }
    return null;
  }

  private async claim(task: JobTask, now: Date): Promise<boolean> {
    const result = await this.tasks
      .createQueryBuilder()
      .update()
      .set({
        status: TaskStatus.running,
        leasedBy: this.workerId,
        leaseUntil: later(now, leaseMs),
        attempts: task.attempts + 1,
      })
      .where('id = :id AND attempts = :attempts', { id: task.id, attempts: task.attempts })
      .andWhere('(leaseUntil IS NULL OR leaseUntil < :now)', { now })
      .execute();
    return affectedRows(result) === 1;
  }

  private async runTask(task: JobTask): Promise<boolean> {
    const heartbeat = setInterval(() => void this.renew(task.id, {}).catch(() => undefined), heartbeatMs);
    try {
      const handler = this.handlerByType.get(task.type);
      if (!handler) throw new Error(`no handler for tasks of type ${task.type}`);
      if (task.attempts > maxTaskAttempts) throw new Error(task.lastError ?? '服务器多次中断，任务没有完成');
      await handler.handle(
        { id: task.id, payload: task.payload, attempt: task.attempts, done: task.done },
        { progress: (done, total) => this.renew(task.id, { done, total }) },
      );
      await this.settle(task, { status: TaskStatus.done, finishedAt: this.clock.now(), lastError: null });
      return true;
    } catch (error) {
      if (!(error instanceof LeaseLostError)) await this.fail(task, error);
      return false;
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** A refusal will not change by trying again; a fault may. */
  private async fail(task: JobTask, error: unknown): Promise<void> {
    const isFinal = error instanceof AppError || task.attempts >= maxTaskAttempts;
    this.logger.error('task failed', {
      type: task.type,
      id: task.id,
      attempt: task.attempts,
      isFinal,
      error: error,
    });
    const now = this.clock.now();
    await this.settle(task, {
      status: isFinal ? TaskStatus.failed : TaskStatus.pending,
      finishedAt: isFinal ? now : null,
      dueAt: later(now, retryDelayMs * task.attempts),
      lastError: (error instanceof Error ? error.message : String(error)).slice(0, 500),
    });
  }

  private async renew(id: number, change: { done?: number; total?: number }): Promise<void> {
    const leaseUntil = later(this.clock.now(), leaseMs);
    const result = await this.tasks.update({ id, leasedBy: this.workerId }, { ...change, leaseUntil });
    if (affectedRows(result) !== 1) throw new LeaseLostError();
  }

  private async settle(task: JobTask, change: Partial<Omit<JobTask, 'payload'>>): Promise<void> {
    await this.tasks.update(
      { id: task.id, leasedBy: this.workerId },
      { ...change, leasedBy: null, leaseUntil: null },
    );
  }
}

function later(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms);
}
