import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateChannel1200000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createChannel(runner);
    await createStaff(runner);
    await createInvite(runner);
    await createTable(runner, {
      name: 'member_level',
      columns: [
        column.id(),
        column.varchar('name', 20),
        column.integer('rateBp'),
        column.fen('upgradeAtFen', { nullable: true }),
        column.boolean('isDefault'),
        column.instant('createdAt'),
      ],
    });
    await createTable(runner, { name: 'rate_lock', columns: [column.ref('id', { primary: true })] });
    await runner.query('INSERT INTO rate_lock (id) VALUES (1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['rate_lock', 'member_level', 'invite', 'channel_staff', 'channel']);
  }
}

async function createChannel(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'channel',
    columns: [
      column.id(),
      column.varchar('name', 40),
      column.varchar('contactName', 20),
      column.asciiCode('phone', 20),
      column.integer('level'),
      column.status('l1Subtype', { nullable: true }),
      column.status('businessMode'),
      column.integer('rateBp'),
      column.ref('parentId', { nullable: true }),
      column.ref('l1Id'),
      column.status('status'),
      column.varchar('rejectReason', 100, { nullable: true }),
      column.ref('salespersonId', { nullable: true }),
      column.json('address', { nullable: true }),
      column.json('location', { nullable: true }),
      column.ref('inviteId', { nullable: true }),
      column.instant('createdAt'),
    ],
    indexes: [
      { name: 'ix_channel_parent', columns: ['parentId', 'status'] },
      { name: 'ix_channel_l1', columns: ['l1Id'] },
      { name: 'ix_channel_status_level', columns: ['status', 'level'] },
      { name: 'ix_channel_phone', columns: ['phone'] },
      { name: 'ix_channel_salesperson', columns: ['salespersonId'] },
    ],
    foreignKeys: [
      { name: 'fk_channel_parent', column: 'parentId', references: 'channel' },
      { name: 'fk_channel_salesperson', column: 'salespersonId', references: 'salesperson' },
    ],
  });
}

async function createStaff(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'channel_staff',
    columns: [
      column.id(),
      column.ref('channelId'),
      column.varchar('name', 20),
      column.asciiCode('phone', 20),
      column.json('modules'),
      column.status('status'),
      column.instant('createdAt'),
    ],
    indexes: [{ name: 'ix_channel_staff_channel', columns: ['channelId', 'status'] }],
    foreignKeys: [{ name: 'fk_channel_staff_channel', column: 'channelId', references: 'channel' }],
  });
}

async function createInvite(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'invite',
    columns: [
      column.id(),
      column.asciiCode('token', 16),
      column.status('kind'),
      column.status('inviterKind'),
      column.ref('inviterId'),
      column.ref('memberLevelId', { nullable: true }),
      column.integer('childLevel', { nullable: true }),
      column.integer('rateBp', { nullable: true }),
      column.asciiCode('reuseKey', 60, { nullable: true }),
      column.instant('createdAt'),
      column.instant('expiresAt', { nullable: true }),
    ],
    indexes: [
      { name: 'ux_invite_token', columns: ['token'], unique: true },
      { name: 'ux_invite_reuse', columns: ['reuseKey'], unique: true },
    ],
  });
}
