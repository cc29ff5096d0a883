import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateSalesperson1104000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'salesperson',
      columns: [
        column.id(),
        column.varchar('name', 20),
        column.asciiCode('phone', 20),
        column.varchar('departmentName', 40, { nullable: true }),
        column.status('status'),
        column.instant('createdAt'),
      ],
      indexes: [{ name: 'ix_salesperson_status', columns: ['status'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['salesperson']);
  }
}
