import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  addIndex,
  column,
  createTable,
  dropForeignKeyIndex,
  dropTables,
} from '../../../platform/database/table';

/** Notes, tags and the history of what the back office changed of members. */
export class AddMemberAdministration1803000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'member', [column.varchar('remark', 200, { nullable: true })]);
    await addIndex(runner, 'member', {
      name: 'ix_member_inviter',
      columns: ['inviterMemberId', 'joinedAt'],
    });
    await createTable(runner, {
      name: 'member_change',
      columns: [
        column.id(),
        column.ref('memberId'),
        column.status('kind'),
        column.varchar('fromName', 60, { nullable: true }),
        column.varchar('toName', 60, { nullable: true }),
        column.varchar('reason', 100),
        column.varchar('actorName', 80),
        column.instant('createdAt'),
      ],
      indexes: [{ name: 'ix_member_change_member', columns: ['memberId', 'id'] }],
      foreignKeys: [{ name: 'fk_member_change_member', column: 'memberId', references: 'member' }],
    });
    await createTable(runner, {
      name: 'member_tag',
      columns: [column.id(), column.varchar('name', 12), column.instant('createdAt')],
      indexes: [{ name: 'ux_member_tag_name', columns: ['name'], unique: true }],
    });
    await createTable(runner, {
      name: 'member_tag_link',
      columns: [column.id(), column.ref('memberId'), column.ref('tagId')],
      indexes: [
        { name: 'ux_member_tag_link', columns: ['memberId', 'tagId'], unique: true },
        { name: 'ix_member_tag_link_tag', columns: ['tagId', 'memberId'] },
      ],
      foreignKeys: [
        { name: 'fk_member_tag_link_member', column: 'memberId', references: 'member' },
        { name: 'fk_member_tag_link_tag', column: 'tagId', references: 'member_tag' },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['member_tag_link', 'member_tag', 'member_change']);
    await dropForeignKeyIndex(runner, 'member', {
      name: 'ix_member_inviter',
      foreignKey: 'fk_member_inviter',
      column: 'inviterMemberId',
    });
    await runner.dropColumn('member', 'remark');
  }
}
