import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateOrder1400000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'order',
      columns: [
        column.id(),
        column.status('kind'),
        column.asciiCode('number', 32),
        column.status('status'),
        column.ref('memberId', { nullable: true }),
        column.ref('cardId', { nullable: true }),
        column.asciiCode('cardNo', 24, { nullable: true }),
        column.ref('productId', { nullable: true }),
        column.ref('packageId', { nullable: true }),
        column.varchar('title', 60),
        column.varchar('pictureUrl', 300, { nullable: true }),
        column.integer('quantity'),
        column.fen('retailPriceFen'),
        column.fen('settlementPriceFen', { nullable: true }),
        column.fen('serviceSubsidyFen'),
        column.varchar('receiverName', 20),
        column.asciiCode('receiverPhone', 20),
        column.varchar('receiverProvince', 20),
        column.varchar('receiverCity', 20),
        column.varchar('receiverDistrict', 20),
        column.varchar('receiverDetail', 100),
        column.integer('receiverLatitudeE6', { nullable: true }),
        column.integer('receiverLongitudeE6', { nullable: true }),
        column.day('deliveryDay'),
        column.varchar('remark', 50, { nullable: true }),
        column.status('fulfillerKind', { nullable: true }),
        column.ref('fulfillerChannelId', { nullable: true }),
        column.varchar('fulfillerName', 60, { nullable: true }),
        column.instant('createdAt'),
        column.instant('dispatchedAt', { nullable: true }),
        column.instant('shippedAt', { nullable: true }),
        column.instant('completedAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ux_order_number', columns: ['number'], unique: true },
        { name: 'ux_order_card', columns: ['cardId'], unique: true },
        { name: 'ix_order_member', columns: ['memberId', 'id'] },
        { name: 'ix_order_status', columns: ['status', 'dispatchedAt', 'id'] },
        { name: 'ix_order_shipped', columns: ['status', 'shippedAt'] },
        { name: 'ix_order_day', columns: ['deliveryDay', 'status', 'id'] },
        { name: 'ix_order_phone', columns: ['receiverPhone', 'id'] },
      ],
      foreignKeys: [
        { name: 'fk_order_member', column: 'memberId', references: 'member' },
        { name: 'fk_order_card', column: 'cardId', references: 'card' },
        { name: 'fk_order_package', column: 'packageId', references: 'package' },
        { name: 'fk_order_fulfiller', column: 'fulfillerChannelId', references: 'channel' },
      ],
    });
    await createTable(runner, {
      name: 'order_item',
      columns: [
        column.id(),
        column.ref('orderId'),
        column.ref('skuId'),
        column.varchar('name', 30),
        column.varchar('spec', 30),
        column.varchar('unit', 8),
        column.integer('quantity'),
        column.integer('shippedQuantity', { default: 0 }),
      ],
      indexes: [{ name: 'ux_order_item_order_sku', columns: ['orderId', 'skuId'], unique: true }],
      foreignKeys: [{ name: 'fk_order_item_order', column: 'orderId', references: 'order' }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['order_item', 'order']);
  }
}
