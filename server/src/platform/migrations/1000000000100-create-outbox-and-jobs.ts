import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../database/table';

/** Work that outlives its request: messages to deliver, tasks to do, times to keep. */
export class CreateOutboxAndJobs1000000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createOutbox(runner);
    await this.createJobs(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['job_task', 'job_lease', 'outbox_message']);
  }

  private async createOutbox(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'outbox_message',
      columns: [
        column.id(),
        column.asciiCode('topic', 64),
        column.asciiCode('handler', 80),
        column.json('payload'),
        column.asciiCode('dedupeKey', 120, { nullable: true }),
        column.status('status'),
        column.integer('attempts'),
        column.instant('dueAt'),
        column.instant('leaseUntil', { nullable: true }),
        column.asciiCode('leasedBy', 40, { nullable: true }),
        column.varchar('lastError', 500, { nullable: true }),
        column.instant('createdAt'),
        column.instant('deliveredAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ix_outbox_message_due', columns: ['status', 'dueAt'] },
        { name: 'ux_outbox_message_dedupe', columns: ['dedupeKey', 'handler'], unique: true },
      ],
    });
  }

  private async createJobs(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'job_lease',
      columns: [
        column.asciiCode('name', 80, { primary: true }),
        column.instant('lastSlotAt'),
        column.instant('leaseUntil', { nullable: true }),
        column.asciiCode('leasedBy', 40, { nullable: true }),
        column.instant('finishedAt', { nullable: true }),
        column.varchar('lastError', 500, { nullable: true }),
      ],
    });
    await createTable(runner, {
      name: 'job_task',
      columns: [
        column.id(),
        column.asciiCode('type', 64),
        column.json('payload'),
        column.asciiCode('dedupeKey', 120, { nullable: true }),
        column.status('status'),
        column.integer('done'),
        column.integer('total'),
        column.integer('attempts'),
        column.instant('dueAt'),
        column.instant('leaseUntil', { nullable: true }),
        column.asciiCode('leasedBy', 40, { nullable: true }),
        column.varchar('lastError', 500, { nullable: true }),
        column.instant('createdAt'),
        column.instant('finishedAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ix_job_task_due', columns: ['status', 'dueAt'] },
        { name: 'ux_job_task_dedupe', columns: ['dedupeKey'], unique: true },
      ],
    });
  }
}
