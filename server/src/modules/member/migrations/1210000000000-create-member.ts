import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateMember1210000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'member',
      columns: [
        column.id(),
        column.asciiCode('phone', 20),
        column.varchar('nickname', 20),
        column.varchar('avatarUrl', 300, { nullable: true }),
        column.ref('levelId'),
        column.ref('channelId', { nullable: true }),
        column.ref('staffId', { nullable: true }),
        column.ref('inviterMemberId', { nullable: true }),
        column.status('status'),
        column.instant('joinedAt'),
      ],
      indexes: [
        { name: 'ux_member_phone', columns: ['phone'], unique: true },
        { name: 'ix_member_channel', columns: ['channelId', 'joinedAt'] },
        { name: 'ix_member_staff', columns: ['staffId', 'joinedAt'] },
        { name: 'ix_member_level', columns: ['levelId'] },
        { name: 'ix_member_joined', columns: ['joinedAt'] },
      ],
      foreignKeys: [
        { name: 'fk_member_level', column: 'levelId', references: 'member_level' },
        { name: 'fk_member_channel', column: 'channelId', references: 'channel' },
        { name: 'fk_member_staff', column: 'staffId', references: 'channel_staff' },
        { name: 'fk_member_inviter', column: 'inviterMemberId', references: 'member' },
      ],
    });
    await createTable(runner, {
      name: 'member_address',
      columns: [
        column.id(),
        column.ref('memberId'),
        column.varchar('name', 20),
        column.asciiCode('phone', 20),
        column.varchar('province', 20),
        column.varchar('city', 20),
        column.varchar('district', 20),
        column.varchar('detail', 100),
        column.json('location', { nullable: true }),
        column.boolean('isDefault'),
      ],
      indexes: [{ name: 'ix_member_address_member', columns: ['memberId'] }],
      foreignKeys: [{ name: 'fk_member_address_member', column: 'memberId', references: 'member' }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['member_address', 'member']);
  }
}
