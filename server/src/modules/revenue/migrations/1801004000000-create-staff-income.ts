import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

/** What channels settled with their staff, and offline income entered by hand. */
export class CreateStaffIncome1801004000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'staff_settlement',
      columns: [
        column.id(),
        column.ref('channelId'),
        column.ref('staffId'),
        column.fen('amountFen'),
        column.varchar('note', 60, { nullable: true }),
        column.varchar('actorName', 40),
        column.instant('at'),
      ],
      indexes: [{ name: 'ix_staff_settlement_staff', columns: ['staffId', 'id'] }],
      foreignKeys: [{ name: 'fk_staff_settlement_staff', column: 'staffId', references: 'channel_staff' }],
    });
    await createTable(runner, {
      name: 'staff_offline_income',
      columns: [
        column.id(),
        column.ref('channelId'),
        column.ref('staffId'),
        column.fen('amountFen'),
        column.day('day'),
        column.varchar('note', 60, { nullable: true }),
        column.instant('at'),
      ],
      indexes: [{ name: 'ix_staff_offline_income_staff', columns: ['staffId', 'id'] }],
      foreignKeys: [
        { name: 'fk_staff_offline_income_staff', column: 'staffId', references: 'channel_staff' },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['staff_offline_income', 'staff_settlement']);
  }
}
