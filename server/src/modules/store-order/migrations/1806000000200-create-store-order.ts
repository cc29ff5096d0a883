import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

/** The shop of the stores, their orders, shipping notes and after-sale cases. */
export class CreateStoreOrder1806000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createShop(runner);
    await createOrders(runner);
    await createShipments(runner);
    await createAfterSales(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, [
      'store_after_sale',
      'store_shipment_item',
      'store_shipment',
      'store_order_item',
      'store_order_line',
      'store_order',
      'store_favourite',
      'store_cart_line',
      'store_address',
    ]);
  }
}

async function createShop(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'store_address',
    columns: [
      column.id(),
      column.ref('channelId'),
      column.varchar('name', 20),
      column.asciiCode('phone', 20),
      column.varchar('province', 20),
      column.varchar('city', 20),
      column.varchar('district', 20),
      column.varchar('detail', 100),
      column.boolean('isDefault'),
    ],
    indexes: [{ name: 'ix_store_address_channel', columns: ['channelId', 'id'] }],
    foreignKeys: [{ name: 'fk_store_address_channel', column: 'channelId', references: 'channel' }],
  });
  await createTable(runner, {
    name: 'store_cart_line',
    columns: [
      column.id(),
      column.ref('channelId'),
      column.ref('packageId'),
      column.integer('quantity'),
      column.boolean('isChosen'),
      column.instant('addedAt'),
    ],
    indexes: [{ name: 'ux_store_cart_line', columns: ['channelId', 'packageId'], unique: true }],
    foreignKeys: [
      { name: 'fk_store_cart_line_channel', column: 'channelId', references: 'channel' },
      { name: 'fk_store_cart_line_package', column: 'packageId', references: 'package' },
    ],
  });
  await createTable(runner, {
    name: 'store_favourite',
    columns: [column.id(), column.ref('channelId'), column.ref('packageId'), column.instant('createdAt')],
    indexes: [
      { name: 'ux_store_favourite', columns: ['channelId', 'packageId'], unique: true },
      { name: 'ix_store_favourite_channel', columns: ['channelId', 'id'] },
    ],
    foreignKeys: [
      { name: 'fk_store_favourite_channel', column: 'channelId', references: 'channel' },
      { name: 'fk_store_favourite_package', column: 'packageId', references: 'package' },
    ],
  });
}

async function createOrders(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'store_order',
    columns: [
      column.id(),
      column.asciiCode('number', 24),
      column.ref('channelId'),
      column.status('status'),
      column.status('payWay'),
      column.varchar('buyerName', 80),
      column.varchar('title', 60),
      column.varchar('pictureUrl', 300, { nullable: true }),
      column.integer('quantity'),
      column.integer('rateBp'),
      column.fen('payableFen'),
      column.fen('paidFen'),
      column.fen('refundedFen'),
      column.varchar('voucherNo', 40, { nullable: true }),
      column.varchar('receiverName', 20),
      column.asciiCode('receiverPhone', 20),
      column.varchar('receiverProvince', 20),
      column.varchar('receiverCity', 20),
      column.varchar('receiverDistrict', 20),
      column.varchar('receiverDetail', 100),
      column.varchar('remark', 50, { nullable: true }),
      column.instant('payUntil'),
      column.instant('paidAt', { nullable: true }),
      column.instant('completedAt', { nullable: true }),
      column.instant('createdAt'),
    ],
    indexes: [
      { name: 'ux_store_order_number', columns: ['number'], unique: true },
      { name: 'ix_store_order_channel', columns: ['channelId', 'id'] },
      { name: 'ix_store_order_channel_status', columns: ['channelId', 'status', 'id'] },
      { name: 'ix_store_order_status', columns: ['status', 'id'] },
      { name: 'ix_store_order_pay_until', columns: ['status', 'payUntil', 'id'] },
      { name: 'ix_store_order_pay_way', columns: ['payWay', 'id'] },
    ],
    foreignKeys: [{ name: 'fk_store_order_channel', column: 'channelId', references: 'channel' }],
  });
  await createTable(runner, {
    name: 'store_order_line',
    columns: [
      column.id(),
      column.ref('orderId'),
      column.ref('packageId'),
      column.varchar('title', 60),
      column.varchar('pictureUrl', 300, { nullable: true }),
      column.integer('quantity'),
      column.fen('retailPriceFen'),
      column.fen('unitPriceFen'),
      column.integer('settledQuantity'),
      column.fen('refundedFen'),
      column.json('skus'),
    ],
    indexes: [{ name: 'ux_store_order_line', columns: ['orderId', 'packageId'], unique: true }],
    foreignKeys: [{ name: 'fk_store_order_line_order', column: 'orderId', references: 'store_order' }],
  });
  await createTable(runner, {
    name: 'store_order_item',
    columns: [
      column.id(),
      column.ref('orderId'),
      column.ref('skuId'),
      column.varchar('name', 30),
      column.varchar('spec', 30),
      column.varchar('unit', 8),
      column.integer('quantity'),
      column.integer('shippedQuantity'),
    ],
    indexes: [{ name: 'ux_store_order_item', columns: ['orderId', 'skuId'], unique: true }],
    foreignKeys: [{ name: 'fk_store_order_item_order', column: 'orderId', references: 'store_order' }],
  });
}

async function createShipments(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'store_shipment',
    columns: [
      column.id(),
      column.asciiCode('number', 24),
      column.ref('orderId'),
      column.status('status'),
      column.status('carrierCode', { nullable: true }),
      column.asciiCode('waybillNo', 40, { nullable: true }),
      column.instant('createdAt'),
      column.instant('shippedAt', { nullable: true }),
      column.instant('receivedAt', { nullable: true }),
    ],
    indexes: [
      { name: 'ux_store_shipment_number', columns: ['number'], unique: true },
      { name: 'ux_store_shipment_waybill', columns: ['carrierCode', 'waybillNo'], unique: true },
      { name: 'ix_store_shipment_order', columns: ['orderId', 'id'] },
      { name: 'ix_store_shipment_status', columns: ['status', 'id'] },
      { name: 'ix_store_shipment_shipped', columns: ['status', 'shippedAt', 'id'] },
    ],
    foreignKeys: [{ name: 'fk_store_shipment_order', column: 'orderId', references: 'store_order' }],
  });
  await createTable(runner, {
    name: 'store_shipment_item',
    columns: [
      column.id(),
      column.ref('shipmentId'),
      column.ref('skuId'),
      column.varchar('name', 80),
      column.integer('quantity'),
    ],
    indexes: [{ name: 'ux_store_shipment_item', columns: ['shipmentId', 'skuId'], unique: true }],
    foreignKeys: [
      { name: 'fk_store_shipment_item_shipment', column: 'shipmentId', references: 'store_shipment' },
    ],
  });
}

async function createAfterSales(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'store_after_sale',
    columns: [
      column.id(),
      column.asciiCode('number', 24),
      column.ref('orderId'),
      column.ref('openOrderId', { nullable: true }),
      column.ref('channelId'),
      column.ref('lineId', { nullable: true }),
      column.status('kind'),
      column.status('status'),
      column.varchar('title', 60),
      column.varchar('pictureUrl', 300, { nullable: true }),
      column.integer('quantity'),
      column.fen('amountFen'),
      column.varchar('reason', 60),
      column.varchar('decisionNote', 60, { nullable: true }),
      column.status('carrierCode', { nullable: true }),
      column.asciiCode('waybillNo', 40, { nullable: true }),
      column.instant('createdAt'),
      column.instant('endedAt', { nullable: true }),
    ],
    indexes: [
      { name: 'ux_store_after_sale_number', columns: ['number'], unique: true },
      { name: 'ux_store_after_sale_open', columns: ['openOrderId'], unique: true },
      { name: 'ix_store_after_sale_order', columns: ['orderId', 'id'] },
      { name: 'ix_store_after_sale_channel', columns: ['channelId', 'id'] },
      { name: 'ix_store_after_sale_status', columns: ['status', 'id'] },
    ],
    foreignKeys: [{ name: 'fk_store_after_sale_order', column: 'orderId', references: 'store_order' }],
  });
}
