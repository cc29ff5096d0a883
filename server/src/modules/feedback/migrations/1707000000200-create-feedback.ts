import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateFeedback1707000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'feedback',
      columns: [
        column.id(),
        column.ref('memberId'),
        column.status('kind'),
        column.varchar('text', 500),
        column.instant('createdAt'),
        column.varchar('note', 200, { nullable: true }),
        column.varchar('handledByName', 80, { nullable: true }),
        column.instant('handledAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ix_feedback_handled', columns: ['handledAt', 'id'] },
        { name: 'ix_feedback_member', columns: ['memberId', 'id'] },
      ],
      foreignKeys: [{ name: 'fk_feedback_member', column: 'memberId', references: 'member' }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['feedback']);
  }
}
