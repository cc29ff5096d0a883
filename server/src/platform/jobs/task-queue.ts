import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../clock';
import type { Tx } from '../database/dialect';
import { JobTask, TaskStatus } from './job-task.entity';

export interface NewTask {
  readonly type: string;
  /** Any JSON object. */
  readonly payload: object;
  /** A second task with the same key is not made; the first one's id comes back. */
  readonly dedupeKey?: string;
}

/** How far a task is, for a progress bar. */
export interface TaskProgress {
  readonly id: number;
  readonly type: string;
  readonly status: TaskStatus;
  readonly done: number;
  readonly total: number;
  readonly error: string | null;
}

/** Puts long work aside to be done after the commit. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class TaskQueue {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  private hasNews = false;

  /** Adds a task in the transaction that needs it; returns its id. */
  async add(tx: Tx, task: NewTask): Promise<number> {
    if (task.dedupeKey !== undefined) {
      const earlier = await tx.findOneBy(JobTask, { dedupeKey: task.dedupeKey });
      if (earlier) return earlier.id;
    }
    const now = this.clock.now();
    const row = tx.create(JobTask, {
      type: task.type,
      payload: task.payload,
      dedupeKey: task.dedupeKey ?? null,
      status: TaskStatus.pending,
      done: 0,
      total: 0,
      attempts: 0,
      dueAt: now,
      createdAt: now,
    });
    await tx.insert(JobTask, row);
    this.hasNews = true;
    return row.id;
  }

  /** Null when there is no such task. */
  async find(id: number): Promise<TaskProgress | null> {
    const task = await this.dataSource.getRepository(JobTask).findOneBy({ id });
    if (!task) return null;
    return {
      id: task.id,
      type: task.type,
      status: task.status,
      done: task.done,
      total: task.total,
      error: task.lastError,
    };
  }

  /** True once after tasks were added; asked after each commit to decide whether to wake the runner. */
  takeNews(): boolean {
    const news = this.hasNews;
    this.hasNews = false;
    return news;
  }
}
