import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndex, column } from '../../../platform/database/table';

/** Orders of e-cards: what is kept for them, and their list in the back office. */
export class AddECardLines1705200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'order_line', [column.integer('heldCards', { default: 0 })]);
    await addIndex(runner, 'order', { name: 'ix_order_kind', columns: ['kind', 'status', 'id'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('order', 'ix_order_kind');
    await runner.dropColumn('order_line', 'heldCards');
  }
}
