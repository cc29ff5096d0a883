import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  addIndex,
  column,
  dropForeignKeyIndex,
  type IndexSpec,
} from '../../../platform/database/table';

const orderIndexes: readonly IndexSpec[] = [
  { name: 'ix_order_type', columns: ['kind', 'cardKind', 'status', 'id'] },
  { name: 'ix_order_receiver', columns: ['receiverName', 'id'] },
  { name: 'ix_order_fulfiller', columns: ['fulfillerKind', 'fulfillerChannelId', 'id'] },
  { name: 'ix_order_product', columns: ['productId', 'id'] },
  { name: 'ix_order_created', columns: ['createdAt', 'id'] },
];

/** What the back office searches its delivery orders by. */
export class AddOrderDesk1805000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'order', [column.status('cardKind', { nullable: true })]);
    await runner.query(
      'UPDATE `order` SET cardKind = (SELECT card.kind FROM card WHERE card.id = `order`.cardId) WHERE cardId IS NOT NULL',
    );
    for (const index of orderIndexes) await addIndex(runner, 'order', index);
    await addIndex(runner, 'order_item', { name: 'ix_order_item_sku', columns: ['skuId', 'orderId'] });
    await addIndex(runner, 'order_line', {
      name: 'ix_order_line_package',
      columns: ['packageId', 'orderId'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropForeignKeyIndex(runner, 'order_line', {
      name: 'ix_order_line_package',
      foreignKey: 'fk_order_line_package',
      column: 'packageId',
    });
    await runner.dropIndex('order_item', 'ix_order_item_sku');
    for (const { name } of [...orderIndexes].reverse()) await runner.dropIndex('order', name);
    await runner.dropColumn('order', 'cardKind');
  }
}
