import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndex, column } from '../../../platform/database/table';

/** Whether everything of an order has been reviewed. */
export class AddOrderReviewedAt1707000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'order', [column.instant('reviewedAt', { nullable: true })]);
    await addIndex(runner, 'order', {
      name: 'ix_order_to_review',
      columns: ['memberId', 'status', 'reviewedAt', 'id'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('order', 'ix_order_to_review');
    await runner.dropColumn('order', 'reviewedAt');
  }
}
