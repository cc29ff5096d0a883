import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

/** Shares of paid orders and what refunds took of them. */
export class CreateRevenue1801002000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'revenue_order',
      columns: [
        column.id(),
        column.ref('orderId'),
        column.asciiCode('orderNumber', 32),
        column.status('orderKind'),
        column.instant('paidAt'),
        column.instant('completedAt', { nullable: true }),
        column.instant('releasedAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ux_revenue_order_order', columns: ['orderId'], unique: true },
        { name: 'ix_revenue_order_due', columns: ['releasedAt', 'completedAt', 'id'] },
      ],
      foreignKeys: [{ name: 'fk_revenue_order_order', column: 'orderId', references: 'order' }],
    });
    await createTable(runner, {
      name: 'revenue_line',
      columns: [
        column.id(),
        column.ref('orderId'),
        column.ref('orderLineId'),
        column.fen('amountFen'),
        column.fen('refundedFen'),
      ],
      indexes: [
        { name: 'ux_revenue_line_order_line', columns: ['orderLineId'], unique: true },
        { name: 'ix_revenue_line_order', columns: ['orderId'] },
      ],
    });
    await createShare(runner);
    await createTable(runner, {
      name: 'revenue_refund',
      columns: [
        column.id(),
        column.ref('orderId'),
        column.ref('refundId'),
        column.asciiCode('refundNumber', 32),
        column.fen('amountFen'),
        column.fen('goodsFen'),
        column.fen('reversedFen'),
        column.instant('at'),
      ],
      indexes: [
        { name: 'ux_revenue_refund_refund', columns: ['refundId'], unique: true },
        { name: 'ix_revenue_refund_order', columns: ['orderId'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['revenue_refund', 'revenue_share', 'revenue_line', 'revenue_order']);
  }
}

async function createShare(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'revenue_share',
    columns: [
      column.id(),
      column.ref('orderId'),
      column.asciiCode('orderNumber', 32),
      column.ref('orderLineId'),
      column.status('offerKind'),
      column.varchar('title', 60),
      column.integer('quantity'),
      column.ref('channelId'),
      column.integer('level'),
      column.fen('ownPriceFen'),
      column.fen('nextPriceFen'),
      column.fen('amountFen'),
      column.fen('reversedFen'),
      column.status('status'),
      column.status('flag', { nullable: true }),
      column.ref('staffId', { nullable: true }),
      column.integer('staffRateBp'),
      column.fen('staffFen'),
      column.instant('createdAt'),
    ],
    indexes: [
      { name: 'ux_revenue_share_line_channel', columns: ['orderLineId', 'channelId'], unique: true },
      { name: 'ix_revenue_share_order', columns: ['orderId'] },
      { name: 'ix_revenue_share_channel', columns: ['channelId', 'id'] },
      { name: 'ix_revenue_share_channel_status', columns: ['channelId', 'status', 'id'] },
      { name: 'ix_revenue_share_staff', columns: ['staffId', 'id'] },
    ],
    foreignKeys: [{ name: 'fk_revenue_share_channel', column: 'channelId', references: 'channel' }],
  });
}
