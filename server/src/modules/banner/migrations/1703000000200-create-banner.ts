import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateBanner1703000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'banner',
      columns: [
        column.id(),
        column.varchar('title', 30),
        column.varchar('pictureUrl', 300),
        column.integer('sortOrder'),
        column.day('startsOn', { nullable: true }),
        column.day('endsOn', { nullable: true }),
        column.boolean('isOn'),
        column.json('landing'),
        column.instant('createdAt'),
      ],
      indexes: [{ name: 'ix_banner_shown', columns: ['isOn', 'sortOrder', 'id'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['banner']);
  }
}
