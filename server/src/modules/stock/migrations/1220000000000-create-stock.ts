import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateStock1220000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createCalendar(runner);
    await createStock(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, [
      'stock_adjustment',
      'stock_movement',
      'stock',
      'package_supply',
      'delivery_day',
    ]);
  }
}

async function createCalendar(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'delivery_day',
    columns: [
      column.id(),
      column.ref('packageId'),
      column.day('day'),
      column.integer('quota'),
      column.integer('taken', { default: 0 }),
      column.boolean('isClosed', { default: false }),
    ],
    indexes: [{ name: 'ux_delivery_day_package_day', columns: ['packageId', 'day'], unique: true }],
    foreignKeys: [{ name: 'fk_delivery_day_package', column: 'packageId', references: 'package' }],
  });
  await createTable(runner, {
    name: 'package_supply',
    columns: [column.id(), column.ref('packageId'), column.integer('supply', { default: 0 })],
    indexes: [{ name: 'ux_package_supply_package', columns: ['packageId'], unique: true }],
    foreignKeys: [{ name: 'fk_package_supply_package', column: 'packageId', references: 'package' }],
  });
}

async function createStock(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'stock',
    columns: [
      column.id(),
      column.ref('placeChannelId'),
      column.ref('skuId'),
      column.integer('onHand', { default: 0 }),
      column.integer('reserved', { default: 0 }),
    ],
    indexes: [
      { name: 'ux_stock_place_sku', columns: ['placeChannelId', 'skuId'], unique: true },
      { name: 'ix_stock_sku', columns: ['skuId'] },
    ],
    foreignKeys: [{ name: 'fk_stock_sku', column: 'skuId', references: 'sku' }],
  });
  await createTable(runner, {
    name: 'stock_movement',
    columns: [
      column.id(),
      column.ref('placeChannelId'),
      column.ref('skuId'),
      column.status('kind'),
      column.integer('onHandDelta'),
      column.integer('reservedDelta'),
      column.status('documentKind'),
      column.ref('documentId'),
      column.asciiCode('documentNumber', 32),
      column.varchar('note', 100, { nullable: true }),
      column.varchar('actorName', 60),
      column.instant('createdAt'),
    ],
    indexes: [
      { name: 'ix_stock_movement_place_sku', columns: ['placeChannelId', 'skuId', 'id'] },
      { name: 'ix_stock_movement_document', columns: ['documentKind', 'documentId'] },
    ],
  });
  await createTable(runner, {
    name: 'stock_adjustment',
    columns: [
      column.id(),
      column.asciiCode('number', 32),
      column.ref('placeChannelId'),
      column.ref('skuId'),
      column.integer('delta'),
      column.varchar('note', 100),
      column.instant('createdAt'),
    ],
    indexes: [{ name: 'ux_stock_adjustment_number', columns: ['number'], unique: true }],
  });
}
