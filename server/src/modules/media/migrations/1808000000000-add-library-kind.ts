import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndex, column } from '../../../platform/database/table';

/** Videos stand in the library beside pictures. */
export class AddLibraryKind1808000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'library_picture', [column.status('kind', { default: 'picture' })]);
    await addIndex(runner, 'library_picture', {
      name: 'ix_library_picture_kind',
      columns: ['kind', 'id'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('library_picture', 'ix_library_picture_kind');
    await runner.dropColumn('library_picture', 'kind');
  }
}
