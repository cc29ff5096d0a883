import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateDocument1102000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'document',
      columns: [
        column.id(),
        column.status('kind'),
        column.ref('documentId'),
        column.asciiCode('number', 40),
        column.instant('createdAt'),
      ],
      indexes: [
        { name: 'ux_document_number', columns: ['number'], unique: true },
        { name: 'ux_document_kind_id', columns: ['kind', 'documentId'], unique: true },
      ],
    });
    await createTable(runner, {
      name: 'document_step',
      columns: [
        column.id(),
        column.status('kind'),
        column.ref('documentId'),
        column.varchar('action', 40),
        column.varchar('actorName', 80),
        column.varchar('note', 200, { nullable: true }),
        column.instant('at'),
      ],
      indexes: [{ name: 'ix_document_step_document', columns: ['kind', 'documentId'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['document_step', 'document']);
  }
}
