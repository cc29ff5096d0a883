import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

/** Carts of members. */
export class AddCart1704000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'cart_line',
      columns: [
        column.id(),
        column.ref('memberId'),
        column.status('offerKind'),
        column.ref('offerId'),
        column.integer('quantity'),
        column.boolean('isChosen'),
        column.fen('seenPriceFen'),
        column.instant('addedAt'),
        column.instant('removedAt', { nullable: true }),
      ],
      indexes: [
        {
          name: 'ux_cart_line_member_offer',
          columns: ['memberId', 'offerKind', 'offerId'],
          unique: true,
        },
      ],
      foreignKeys: [{ name: 'fk_cart_line_member', column: 'memberId', references: 'member' }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['cart_line']);
  }
}
