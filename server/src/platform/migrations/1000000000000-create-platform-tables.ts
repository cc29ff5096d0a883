import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../database/table';

/** What every feature stands on: repeatable answers and document numbers. */
export class CreatePlatformTables1000000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'idempotency_record',
      columns: [
        column.id(),
        column.asciiCode('audience', 16),
        column.bigInteger('actorId'),
        column.asciiCode('key', 80),
        column.asciiCode('requestHash', 64),
        column.varchar('endpoint', 200),
        column.text('answer'),
        column.instant('createdAt'),
      ],
      indexes: [
        { name: 'ux_idempotency_record_key', columns: ['audience', 'actorId', 'key'], unique: true },
        { name: 'ix_idempotency_record_created', columns: ['createdAt'] },
      ],
    });
    await createTable(runner, {
      name: 'document_sequence',
      columns: [
        column.asciiCode('prefix', 8, { primary: true }),
        column.day('day', { primary: true }),
        column.integer('nextValue'),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['document_sequence', 'idempotency_record']);
  }
}
