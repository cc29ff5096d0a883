import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndex, column } from '../../../platform/database/table';

/** Cards that are issued for an order instead of imported. */
export class AddECards1705100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'card', [
      column.ref('orderId', { nullable: true }),
      column.integer('issueNo', { nullable: true }),
    ]);
    await addIndex(runner, 'card', {
      name: 'ux_card_order_issue',
      columns: ['orderId', 'issueNo'],
      unique: true,
    });
    await addIndex(runner, 'card', { name: 'ix_card_kind', columns: ['kind', 'holderChannelId', 'status'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('card', 'ix_card_kind');
    await runner.dropIndex('card', 'ux_card_order_issue');
    for (const name of ['issueNo', 'orderId']) await runner.dropColumn('card', name);
  }
}
