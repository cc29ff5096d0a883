import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndex, column, createTable, dropTables } from '../../src/platform/database/table';

export class CreateNote1900000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'note',
      columns: [
        column.id(),
        column.ref('memberId'),
        column.varchar('title', 60),
        column.text('content', { nullable: true }),
        column.asciiCode('code', 32, { nullable: true }),
        column.status('status', { default: 'draft' }),
        column.fen('costFen', { default: 0 }),
        column.bigInteger('views', { nullable: true }),
        column.integer('likes', { default: 0 }),
        column.json('extra', { nullable: true }),
        column.day('writtenOn', { nullable: true }),
        column.instant('createdAt'),
        column.instant('editedAt', { nullable: true }),
      ],
      indexes: [{ name: 'ux_note_title', columns: ['title'], unique: true }],
    });
    await addColumns(runner, 'note', [column.boolean('isPinned', { default: false })]);
    await addIndex(runner, 'note', { name: 'ix_note_owner_day', columns: ['memberId', 'writtenOn'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['note']);
  }
}
