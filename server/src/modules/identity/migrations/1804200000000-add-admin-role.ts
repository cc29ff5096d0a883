import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndex, column, createTable, dropTables } from '../../../platform/database/table';

/** Roles of the back office, and accounts that can be closed. */
export class AddAdminRole1804200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'admin_role',
      columns: [
        column.id(),
        column.varchar('name', 20),
        column.json('permissions'),
        column.instant('createdAt'),
      ],
      indexes: [{ name: 'ux_admin_role_name', columns: ['name'], unique: true }],
    });
    await addColumns(runner, 'admin_user', [
      column.ref('roleId', { nullable: true }),
      column.boolean('isClosed', { default: false }),
    ]);
    await addIndex(runner, 'admin_user', { name: 'ix_admin_user_role', columns: ['roleId'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('admin_user', 'ix_admin_user_role');
    await runner.dropColumns('admin_user', ['roleId', 'isClosed']);
    await dropTables(runner, ['admin_role']);
  }
}
