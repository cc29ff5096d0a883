import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, column } from '../../../platform/database/table';

/** The commission of the staff member to whom the buyer belongs, as agreed when the order was made. */
export class AddStaffRate1801001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'order_purchase', [column.integer('staffRateBp', { default: 0 })]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('order_purchase', 'staffRateBp');
  }
}
