import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateErp1600000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'erp_sku',
      columns: [
        column.id(),
        column.asciiCode('code', 40),
        column.varchar('name', 60),
        column.varchar('spec', 60),
        column.varchar('unit', 10),
        column.ref('skuId', { nullable: true }),
        column.integer('onHand', { nullable: true }),
        column.integer('short'),
        column.instant('countedAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ux_erp_sku_code', columns: ['code'], unique: true },
        { name: 'ux_erp_sku_sku', columns: ['skuId'], unique: true },
      ],
    });
    await createTable(runner, {
      name: 'erp_push',
      columns: [
        column.id(),
        column.status('kind'),
        column.ref('documentId'),
        column.asciiCode('number', 32),
        column.status('status'),
        column.varchar('reason', 200, { nullable: true }),
        column.instant('createdAt'),
        column.instant('sentAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ux_erp_push_number', columns: ['kind', 'number'], unique: true },
        { name: 'ix_erp_push_status', columns: ['status', 'id'] },
      ],
    });
    await createTable(runner, {
      name: 'erp_sync',
      columns: [
        column.integer('id', { primary: true }),
        column.instant('syncedAt', { nullable: true }),
        column.varchar('error', 200, { nullable: true }),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['erp_sync', 'erp_push', 'erp_sku']);
  }
}
