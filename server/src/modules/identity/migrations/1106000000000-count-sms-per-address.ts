import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CountSmsPerAddress1106000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'sms_address',
      columns: [
        column.id(),
        column.asciiCode('addressHash', 64),
        column.day('day'),
        column.integer('sentOnDay'),
      ],
      indexes: [
        { name: 'ux_sms_address_hash', columns: ['addressHash'], unique: true },
        { name: 'ix_sms_address_day', columns: ['day'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['sms_address']);
  }
}
