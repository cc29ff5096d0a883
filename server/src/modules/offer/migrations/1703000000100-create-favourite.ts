import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateFavourite1703000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'favourite',
      columns: [
        column.id(),
        column.ref('memberId'),
        column.status('offerKind'),
        column.ref('offerId'),
        column.instant('createdAt'),
      ],
      indexes: [
        {
          name: 'ux_favourite_member_offer',
          columns: ['memberId', 'offerKind', 'offerId'],
          unique: true,
        },
        { name: 'ix_favourite_member', columns: ['memberId', 'id'] },
      ],
      foreignKeys: [{ name: 'fk_favourite_member', column: 'memberId', references: 'member' }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['favourite']);
  }
}
