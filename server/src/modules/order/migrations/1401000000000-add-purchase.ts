import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndex, column, createTable, dropTables } from '../../../platform/database/table';

/** Orders that are bought: lines, prices, and until when they can be paid. */
export class AddPurchase1401000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'order', [column.instant('payUntil', { nullable: true })]);
    await addIndex(runner, 'order', { name: 'ix_order_pay_until', columns: ['status', 'payUntil', 'id'] });
    await addColumns(runner, 'order_item', [
      column.integer('stockQuantity', { default: 0 }),
      column.integer('heldQuantity', { default: 0 }),
    ]);
    await createPurchase(runner);
    await createLine(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['order_line', 'order_purchase']);
    await runner.dropColumn('order_item', 'heldQuantity');
    await runner.dropColumn('order_item', 'stockQuantity');
    await runner.dropIndex('order', 'ix_order_pay_until');
    await runner.dropColumn('order', 'payUntil');
  }
}

async function createPurchase(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'order_purchase',
    columns: [
      column.id(),
      column.ref('orderId'),
      column.fen('freightFen'),
      column.fen('payableFen'),
      column.fen('paidFen'),
      column.fen('refundedFen'),
      column.ref('paymentId', { nullable: true }),
      column.instant('paidAt', { nullable: true }),
      column.ref('memberLevelId'),
      column.integer('memberRateBp'),
      column.json('channels'),
      column.ref('staffId', { nullable: true }),
    ],
    indexes: [{ name: 'ux_order_purchase_order', columns: ['orderId'], unique: true }],
    foreignKeys: [
      { name: 'fk_order_purchase_order', column: 'orderId', references: 'order' },
      { name: 'fk_order_purchase_payment', column: 'paymentId', references: 'payment' },
    ],
  });
}

async function createLine(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'order_line',
    columns: [
      column.id(),
      column.ref('orderId'),
      column.status('offerKind'),
      column.ref('offerId'),
      column.ref('packageId'),
      column.varchar('title', 60),
      column.varchar('pictureUrl', 300, { nullable: true }),
      column.integer('quantity'),
      column.fen('retailPriceFen'),
      column.fen('unitPriceFen'),
      column.fen('settlementPriceFen', { nullable: true }),
      column.fen('serviceSubsidyFen'),
      column.boolean('soldByDay'),
      column.integer('dayPlaces'),
    ],
    indexes: [
      { name: 'ux_order_line_order_offer', columns: ['orderId', 'offerKind', 'offerId'], unique: true },
    ],
    foreignKeys: [
      { name: 'fk_order_line_order', column: 'orderId', references: 'order' },
      { name: 'fk_order_line_package', column: 'packageId', references: 'package' },
    ],
  });
}
