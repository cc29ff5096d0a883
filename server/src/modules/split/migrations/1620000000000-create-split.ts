import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateSplit1620000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'split_line',
      columns: [
        column.id(),
        column.asciiCode('number', 24),
        column.status('source'),
        column.ref('sourceId'),
        column.asciiCode('sourceNumber', 24),
        column.ref('originId', { nullable: true }),
        column.status('party'),
        column.fen('amountFen'),
        column.status('state'),
        column.integer('attempt'),
        column.integer('asks'),
        column.instant('checkAt', { nullable: true }),
        column.asciiCode('sandNo', 64, { nullable: true }),
        column.varchar('failure', 200, { nullable: true }),
        column.instant('happenedAt'),
        column.instant('createdAt'),
        column.instant('finishedAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ux_split_line_number', columns: ['number'], unique: true },
        { name: 'ux_split_line_source', columns: ['source', 'sourceId'], unique: true },
        { name: 'ix_split_line_source_number', columns: ['sourceNumber'] },
        { name: 'ix_split_line_origin', columns: ['originId'] },
        { name: 'ix_split_line_check', columns: ['state', 'checkAt', 'id'] },
        { name: 'ix_split_line_day', columns: ['happenedAt', 'id'] },
        { name: 'ix_split_line_party', columns: ['party', 'happenedAt'] },
      ],
      foreignKeys: [{ name: 'fk_split_line_origin', column: 'originId', references: 'split_line' }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['split_line']);
  }
}
