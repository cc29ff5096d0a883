import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateSettings1103000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'settings',
      columns: [column.ref('id', { primary: true }), column.json('value'), column.instant('updatedAt')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['settings']);
  }
}
