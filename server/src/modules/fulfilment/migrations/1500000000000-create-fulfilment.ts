import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateFulfilment1500000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createShipments(runner);
    await createSettlements(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['settlement', 'shipment_item', 'shipment']);
  }
}

async function createShipments(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'shipment',
    columns: [
      column.id(),
      column.asciiCode('number', 32),
      column.ref('orderId'),
      column.asciiCode('orderNumber', 32),
      column.status('status'),
      column.ref('fulfillerChannelId', { nullable: true }),
      column.varchar('fulfillerName', 60),
      column.day('deliveryDay'),
      column.fen('orderGoodsFen'),
      column.fen('orderSubsidyFen'),
      column.status('carrierCode', { nullable: true }),
      column.asciiCode('waybillNo', 40, { nullable: true }),
      column.instant('createdAt'),
      column.instant('shippedAt', { nullable: true }),
      column.instant('receivedAt', { nullable: true }),
    ],
    indexes: [
      { name: 'ux_shipment_number', columns: ['number'], unique: true },
      { name: 'ux_shipment_waybill', columns: ['carrierCode', 'waybillNo'], unique: true },
      { name: 'ix_shipment_order', columns: ['orderId', 'status'] },
      { name: 'ix_shipment_order_number', columns: ['orderNumber'] },
      { name: 'ix_shipment_place', columns: ['fulfillerChannelId', 'status', 'id'] },
      { name: 'ix_shipment_status', columns: ['status', 'id'] },
      { name: 'ix_shipment_day', columns: ['deliveryDay', 'id'] },
    ],
    foreignKeys: [
      { name: 'fk_shipment_order', column: 'orderId', references: 'order' },
      { name: 'fk_shipment_fulfiller', column: 'fulfillerChannelId', references: 'channel' },
    ],
  });
  await createTable(runner, {
    name: 'shipment_item',
    columns: [
      column.id(),
      column.ref('shipmentId'),
      column.ref('skuId'),
      column.varchar('name', 30),
      column.varchar('spec', 30),
      column.varchar('unit', 8),
      column.integer('quantity'),
    ],
    indexes: [{ name: 'ux_shipment_item_shipment_sku', columns: ['shipmentId', 'skuId'], unique: true }],
    foreignKeys: [{ name: 'fk_shipment_item_shipment', column: 'shipmentId', references: 'shipment' }],
  });
}

async function createSettlements(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'settlement',
    columns: [
      column.id(),
      column.asciiCode('number', 32),
      column.ref('shipmentId'),
      column.asciiCode('shipmentNumber', 32),
      column.ref('orderId'),
      column.asciiCode('orderNumber', 32),
      column.ref('channelId'),
      column.status('status'),
      column.fen('goodsFen'),
      column.fen('subsidyFen'),
      column.instant('createdAt'),
      column.instant('settledAt', { nullable: true }),
    ],
    indexes: [
      { name: 'ux_settlement_number', columns: ['number'], unique: true },
      { name: 'ux_settlement_shipment', columns: ['shipmentId'], unique: true },
      { name: 'ix_settlement_store', columns: ['channelId', 'status', 'id'] },
      { name: 'ix_settlement_status', columns: ['status', 'id'] },
      { name: 'ix_settlement_order', columns: ['orderId'] },
    ],
    foreignKeys: [
      { name: 'fk_settlement_shipment', column: 'shipmentId', references: 'shipment' },
      { name: 'fk_settlement_channel', column: 'channelId', references: 'channel' },
    ],
  });
}
