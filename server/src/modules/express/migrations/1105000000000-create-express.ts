import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateExpress1105000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'express_parcel',
      columns: [
        column.id(),
        column.status('carrierCode'),
        column.asciiCode('waybillNo', 40),
        column.asciiCode('phoneTail', 4),
        column.status('state'),
        column.boolean('isFinal'),
        column.instant('scannedAt', { nullable: true }),
        column.instant('heardAt'),
        column.instant('createdAt'),
      ],
      indexes: [
        { name: 'ux_express_parcel_waybill', columns: ['carrierCode', 'waybillNo'], unique: true },
        { name: 'ix_express_parcel_silent', columns: ['isFinal', 'heardAt'] },
      ],
    });
    await createTable(runner, {
      name: 'express_scan',
      columns: [
        column.id(),
        column.ref('parcelId'),
        column.asciiCode('scanKey', 32),
        column.instant('scannedAt'),
        column.varchar('text', 300),
      ],
      indexes: [
        { name: 'ux_express_scan', columns: ['parcelId', 'scanKey'], unique: true },
        { name: 'ix_express_scan_time', columns: ['parcelId', 'scannedAt'] },
      ],
      foreignKeys: [{ name: 'fk_express_scan_parcel', column: 'parcelId', references: 'express_parcel' }],
    });
    await createTable(runner, {
      name: 'express_waybill',
      columns: [
        column.id(),
        column.asciiCode('shipmentNumber', 32),
        column.integer('attempt'),
        column.status('carrierCode'),
        column.status('status'),
        column.asciiCode('waybillNo', 40, { nullable: true }),
        column.varchar('sortingCode', 60, { nullable: true }),
        column.instant('createdAt'),
        column.instant('issuedAt', { nullable: true }),
      ],
      indexes: [{ name: 'ux_express_waybill_shipment', columns: ['shipmentNumber'], unique: true }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['express_waybill', 'express_scan', 'express_parcel']);
  }
}
