import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateAudit1101000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'audit_entry',
      columns: [
        column.id(),
        column.status('actorKind'),
        column.ref('actorId', { nullable: true }),
        column.varchar('actorName', 80),
        column.asciiCode('action', 60),
        column.status('targetKind'),
        column.varchar('targetId', 64, { nullable: true }),
        column.varchar('targetLabel', 120, { nullable: true }),
        column.json('before', { nullable: true }),
        column.json('after', { nullable: true }),
        column.varchar('requestId', 64),
        column.varchar('ip', 64, { nullable: true }),
        column.instant('at'),
      ],
      indexes: [
        { name: 'ix_audit_entry_at', columns: ['at'] },
        { name: 'ix_audit_entry_target', columns: ['targetKind', 'targetId'] },
        { name: 'ix_audit_entry_action', columns: ['action'] },
        { name: 'ix_audit_entry_request', columns: ['requestId'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['audit_entry']);
  }
}
