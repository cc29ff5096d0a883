import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

/** Batches of new cards and their rows on the way into the library. */
export class CreateCardImport1310000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'card_import',
      columns: [
        column.id(),
        column.asciiCode('number', 32),
        column.ref('productId'),
        column.status('source'),
        column.varchar('fileName', 200, { nullable: true }),
        column.asciiCode('storedName', 60, { nullable: true }),
        column.json('titles', { nullable: true }),
        column.asciiCode('firstCardNo', 24, { nullable: true }),
        column.asciiCode('lastCardNo', 24, { nullable: true }),
        column.status('status'),
        column.varchar('failure', 200, { nullable: true }),
        column.integer('totalRows'),
        column.integer('processedRows'),
        column.integer('importedRows'),
        column.integer('rejectedRows'),
        column.instant('printTakenAt', { nullable: true }),
        column.instant('purgedAt', { nullable: true }),
        column.varchar('createdBy', 80),
        column.instant('createdAt'),
        column.instant('finishedAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ux_card_import_number', columns: ['number'], unique: true },
        { name: 'ix_card_import_status', columns: ['status', 'finishedAt'] },
      ],
      foreignKeys: [{ name: 'fk_card_import_product', column: 'productId', references: 'card_product' }],
    });
    await createTable(runner, {
      name: 'card_import_row',
      columns: [
        column.ref('importId', { primary: true }),
        column.ref('rowNumber', { primary: true }),
        column.asciiCode('cardNo', 24, { nullable: true }),
        column.asciiCode('secretHash', 64, { nullable: true }),
        column.text('sealed', { nullable: true }),
        column.varchar('problem', 100, { nullable: true }),
      ],
      indexes: [{ name: 'ix_card_import_row_card_no', columns: ['importId', 'cardNo'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['card_import_row', 'card_import']);
  }
}
