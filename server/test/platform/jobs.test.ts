import { commonError } from '@lakeside/shared/kernel/app-error';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { CronRunner } from '../../src/platform/jobs/cron-runner';
import type { CronJob, Task, TaskHandler } from '../../src/platform/jobs/job';
import { JobTask } from '../../src/platform/jobs/job-task.entity';
import { TaskQueue } from '../../src/platform/jobs/task-queue';
import { TaskRunner } from '../../src/platform/jobs/task-runner';
import { countModule, countSteps } from '../demo/count.module';
import { demoModules } from '../demo/demo.module';
import { Note } from '../demo/note.entity';
import { startChild } from '../kit/child-process';
import { describeOnBothDatabases } from '../kit/test-app';

const actor = systemActor('test');

@Provide()
@Scope(ScopeEnum.Singleton)
class NightlyJob implements CronJob {
  readonly name = 'nightly';
  readonly cron = '0 3 * * *';
  runs = 0;

  async run(): Promise<void> {
    this.runs += 1;
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
class FlakyTask implements TaskHandler {
  readonly type = 'flaky';
  failures = 0;
  attempts: number[] = [];

  async handle(task: Task): Promise<void> {
    this.attempts.push(task.attempt);
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('not now');
    }
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
class RefusedTask implements TaskHandler {
  readonly type = 'refused';

  async handle(): Promise<void> {
    throw commonError('CONFLICT');
  }
}

const jobModule = { name: 'jobs', jobs: [NightlyJob, FlakyTask, RefusedTask] };
const options = { modules: [...demoModules, countModule, jobModule], environment: { LOG_LEVEL: 'silent' } };

describeOnBothDatabases('jobs', options, (context) => {
  const parts = async () => ({
    queue: await context.app.get(TaskQueue),
    runner: await context.app.get(TaskRunner),
    transactions: await context.app.get(TransactionService),
  });
  const addTask = async (type: string, dedupeKey?: string) => {
    const { queue, transactions } = await parts();
    return transactions.run(actor, (tx) =>
      queue.add(tx, { type, payload: { a: 1 }, ...(dedupeKey ? { dedupeKey } : {}) }),
    );
  };

  it('runs a cron job once at each of its times, also when several runners look at once', async () => {
    const cron = await context.app.get(CronRunner);
    const job = await context.app.get(NightlyJob);
    await cron.runDueJobs();
    const onFirstSight = job.runs;

    context.app.clock.set('2026-10-07T03:00:01+08:00');
    const ran = await Promise.all([cron.runDueJobs(), cron.runDueJobs(), cron.runDueJobs()]);
    const afterFirstNight = job.runs;
    context.app.clock.set('2026-10-10T12:00:00+08:00');
    await cron.runDueJobs();
    await cron.runDueJobs();

    expect(onFirstSight).toBe(0);
    expect(ran.flat()).toEqual(['nightly']);
    expect(afterFirstNight).toBe(1);
    expect(job.runs).toBe(2);
  });

  it('shows the progress of a task and finishes it', async () => {
    const { queue, runner } = await parts();
    const id = await addTask('count');

    const finished = await runner.runDueTasks();

    expect(finished).toBe(1);
    expect(await queue.find(id)).toMatchObject({
      status: 'done',
      done: countSteps,
      total: countSteps,
      error: null,
    });
  });

  it('makes one task of two with the same key', async () => {
    expect(await addTask('flaky', 'same')).toBe(await addTask('flaky', 'same'));
    await (await parts()).runner.runDueTasks();
  });

  it('tries a failed task again later, and a refused one never', async () => {
    const { queue, runner } = await parts();
    const flaky = await context.app.get(FlakyTask);
    flaky.failures = 1;
    flaky.attempts = [];
    const flakyId = await addTask('flaky');
    const refusedId = await addTask('refused');

    await runner.runDueTasks();
    const between = await queue.find(flakyId);
    context.app.clock.advance({ minutes: 1 });
    await runner.runDueTasks();

    expect(between).toMatchObject({ status: 'pending', error: 'not now' });
    expect(await queue.find(flakyId)).toMatchObject({ status: 'done' });
    expect(flaky.attempts).toEqual([1, 2]);
    expect(await queue.find(refusedId)).toMatchObject({
      status: 'failed',
      error: '数据已变化，请刷新后再试',
    });
  });

  it('goes on with the task of a killed server where it stopped', async () => {
    const { app } = context;
    await app.dataSource.getRepository(Note).clear();
    const { queue, runner } = await parts();
    const databaseUrl = app.server.config.databaseUrl;
    const child = startChild(join(__dirname, '../demo/child-server.ts'), {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: app.dataDir,
      ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
      LOG_LEVEL: 'silent',
      TASK: '1',
    });
    const id = Number((await child.line('task ')).split(' ')[1]);
    await child.line('underway');

    await child.kill('SIGKILL');
    const afterKill = await queue.find(id);
    app.clock.set(new Date(Date.now() + 120_000).toISOString());
    await runner.runDueTasks();

    expect(afterKill).toMatchObject({ status: 'running' });
    expect(afterKill?.done).toBeGreaterThanOrEqual(5);
    expect(afterKill?.done).toBeLessThan(countSteps);
    expect(await queue.find(id)).toMatchObject({ status: 'done', done: countSteps });
    const notes = await app.dataSource.getRepository(Note).find();
    expect(notes).toHaveLength(countSteps);
    expect(new Set(notes.map((note) => note.memberId))).toEqual(new Set([1, 2]));
    expect((await app.dataSource.getRepository(JobTask).findOneByOrFail({ id })).attempts).toBe(2);
  });
});
