import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { setTimeout as pause } from 'node:timers/promises';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import type { Task, TaskContext, TaskHandler } from '../../src/platform/jobs/job';
import type { ServerModule } from '../../src/platform/server-module';
import { Note } from './note.entity';

export const countSteps = 40;

/** A long task: writes one note a step and goes on after the step it last reported. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CountTask implements TaskHandler {
  readonly type = 'count';
  /** How long a step takes. */
  pauseMs = 0;
  @Inject() private readonly transactions: TransactionService;

  async handle(task: Task, context: TaskContext): Promise<void> {
    for (let step = task.done + 1; step <= countSteps; step += 1) {
      await pause(this.pauseMs);
      await this.transactions.run(systemActor('count'), async (tx) => {
        if (await tx.existsBy(Note, { title: `step ${step}` })) return;
        await tx.insert(Note, { memberId: task.attempt, title: `step ${step}`, createdAt: new Date() });
      });
      await context.progress(step, countSteps);
    }
  }
}

export const countModule: ServerModule = { name: 'count', jobs: [CountTask] };
