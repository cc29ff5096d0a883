import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

/** Requests of members to have their accounts deleted. */
export class CreateAccountDeletion1803000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'account_deletion',
      columns: [
        column.id(),
        column.ref('memberId'),
        column.ref('waitingMemberId', { nullable: true }),
        column.asciiCode('phone', 20),
        column.status('status'),
        column.json('blockers'),
        column.instant('requestedAt'),
        column.instant('dueAt'),
        column.instant('endedAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ux_account_deletion_waiting', columns: ['waitingMemberId'], unique: true },
        { name: 'ix_account_deletion_member', columns: ['memberId', 'id'] },
        { name: 'ix_account_deletion_due', columns: ['status', 'dueAt', 'id'] },
      ],
      foreignKeys: [{ name: 'fk_account_deletion_member', column: 'memberId', references: 'member' }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['account_deletion']);
  }
}
