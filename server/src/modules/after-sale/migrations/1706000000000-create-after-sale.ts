import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

/** Cases of after-sale: what members ask for their orders. */
export class CreateAfterSale1706000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'after_sale',
      columns: [...applicationColumns(), ...decisionColumns()],
      indexes: [
        { name: 'ux_after_sale_number', columns: ['number'], unique: true },
        { name: 'ux_after_sale_open', columns: ['openKey'], unique: true },
        { name: 'ux_after_sale_refund', columns: ['refundId'], unique: true },
        { name: 'ix_after_sale_order', columns: ['orderId', 'id'] },
        { name: 'ix_after_sale_order_number', columns: ['orderNumber'] },
        { name: 'ix_after_sale_member', columns: ['memberId', 'id'] },
        { name: 'ix_after_sale_status', columns: ['status', 'id'] },
        { name: 'ix_after_sale_return', columns: ['status', 'returnUntil', 'id'] },
        { name: 'ix_after_sale_exchange', columns: ['status', 'exchangeSentAt', 'id'] },
        { name: 'ix_after_sale_created', columns: ['createdAt', 'id'] },
      ],
      foreignKeys: [
        { name: 'fk_after_sale_order', column: 'orderId', references: 'order' },
        { name: 'fk_after_sale_member', column: 'memberId', references: 'member' },
        { name: 'fk_after_sale_line', column: 'orderLineId', references: 'order_line' },
        { name: 'fk_after_sale_refund', column: 'refundId', references: 'payment_refund' },
        { name: 'fk_after_sale_shipment', column: 'shipmentId', references: 'shipment' },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['after_sale']);
  }
}

function applicationColumns() {
  return [
    column.id(),
    column.asciiCode('number', 24),
    column.ref('orderId'),
    column.asciiCode('orderNumber', 32),
    column.instant('orderedAt'),
    column.ref('memberId'),
    column.ref('orderLineId', { nullable: true }),
    column.varchar('title', 60),
    column.varchar('pictureUrl', 300, { nullable: true }),
    column.status('kind'),
    column.status('reason'),
    column.integer('quantity'),
    column.varchar('description', 200, { nullable: true }),
    column.json('pictures'),
    column.status('status'),
    column.asciiCode('openKey', 40, { nullable: true }),
    column.fen('askedFen', { nullable: true }),
  ];
}

function decisionColumns() {
  return [
    column.fen('approvedFen', { nullable: true }),
    column.varchar('decisionNote', 60, { nullable: true }),
    column.ref('refundId', { nullable: true }),
    column.integer('settledQuantity'),
    column.instant('returnUntil', { nullable: true }),
    column.status('returnCarrierCode', { nullable: true }),
    column.asciiCode('returnWaybillNo', 40, { nullable: true }),
    column.ref('shipmentId', { nullable: true }),
    column.instant('exchangeSentAt', { nullable: true }),
    column.instant('createdAt'),
    column.instant('endedAt', { nullable: true }),
  ];
}
