import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class AddLibraryPicture1804300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'library_picture',
      columns: [
        column.id(),
        column.asciiCode('url', 64),
        column.varchar('name', 60),
        column.varchar('groupName', 20),
        column.integer('width'),
        column.integer('height'),
        column.integer('sizeBytes'),
        column.instant('createdAt'),
      ],
      indexes: [
        { name: 'ux_library_picture_url', columns: ['url'], unique: true },
        { name: 'ix_library_picture_group', columns: ['groupName'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['library_picture']);
  }
}
