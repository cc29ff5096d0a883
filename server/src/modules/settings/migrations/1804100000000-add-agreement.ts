import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class AddAgreement1804100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'agreement_version',
      columns: [
        column.id(),
        column.status('kind'),
        column.integer('version'),
        column.text('detail'),
        column.varchar('publishedBy', 80),
        column.instant('publishedAt'),
      ],
      indexes: [{ name: 'ux_agreement_version_kind', columns: ['kind', 'version'], unique: true }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['agreement_version']);
  }
}
