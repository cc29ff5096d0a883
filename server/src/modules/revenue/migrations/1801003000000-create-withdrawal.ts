import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateWithdrawal1801003000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'withdrawal',
      columns: [
        column.id(),
        column.asciiCode('number', 32),
        column.ref('channelId'),
        column.fen('amountFen'),
        column.status('status'),
        column.varchar('holder', 30),
        column.varchar('bankName', 40),
        column.asciiCode('accountSealed', 120),
        column.asciiCode('accountMask', 32),
        column.varchar('note', 60, { nullable: true }),
        column.instant('createdAt'),
        column.instant('decidedAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ux_withdrawal_number', columns: ['number'], unique: true },
        { name: 'ix_withdrawal_channel', columns: ['channelId', 'id'] },
        { name: 'ix_withdrawal_status', columns: ['status', 'id'] },
        { name: 'ix_withdrawal_created', columns: ['createdAt'] },
      ],
      foreignKeys: [{ name: 'fk_withdrawal_channel', column: 'channelId', references: 'channel' }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['withdrawal']);
  }
}
