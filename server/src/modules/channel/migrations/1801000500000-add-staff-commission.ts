import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, column } from '../../../platform/database/table';

/** What part of the channel's own share a staff member gets. */
export class AddStaffCommission1801000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'channel_staff', [column.integer('commissionRateBp', { default: 0 })]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('channel_staff', 'commissionRateBp');
  }
}
