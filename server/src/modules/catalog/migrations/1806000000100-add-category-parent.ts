import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndex, column } from '../../../platform/database/table';

/** Second-level categories. */
export class AddCategoryParent1806000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'category', [column.ref('parentId', { nullable: true })]);
    await addIndex(runner, 'category', { name: 'ix_category_parent', columns: ['parentId'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('category', 'ix_category_parent');
    await runner.dropColumn('category', 'parentId');
  }
}
