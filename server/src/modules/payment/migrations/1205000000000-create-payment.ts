import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreatePayment1205000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPayment(runner);
    await createRefund(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['payment_refund', 'payment']);
  }
}

const payable = [
  column.status('payableKind'),
  column.ref('payableId'),
  column.asciiCode('payableNumber', 24),
];

async function createPayment(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'payment',
    columns: [
      column.id(),
      column.asciiCode('number', 24),
      column.asciiCode('tradeNo', 32),
      ...payable,
      column.varchar('payerName', 60),
      column.status('payee'),
      column.status('way'),
      column.asciiCode('openId', 64, { nullable: true }),
      column.varchar('description', 120),
      column.fen('amountFen'),
      column.fen('refundedFen'),
      column.status('status'),
      column.asciiCode('transactionId', 64, { nullable: true }),
      column.instant('expiresAt'),
      column.instant('checkAt', { nullable: true }),
      column.integer('checks'),
      column.instant('createdAt'),
      column.instant('paidAt', { nullable: true }),
      column.instant('closedAt', { nullable: true }),
    ],
    indexes: [
      { name: 'ux_payment_number', columns: ['number'], unique: true },
      { name: 'ux_payment_trade', columns: ['tradeNo'], unique: true },
      { name: 'ux_payment_transaction', columns: ['transactionId'], unique: true },
      { name: 'ix_payment_payable', columns: ['payableKind', 'payableId', 'id'] },
      { name: 'ix_payment_payable_number', columns: ['payableNumber'] },
      { name: 'ix_payment_check', columns: ['status', 'checkAt', 'id'] },
      { name: 'ix_payment_created', columns: ['createdAt', 'id'] },
    ],
  });
}

async function createRefund(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'payment_refund',
    columns: [
      column.id(),
      column.asciiCode('number', 24),
      column.asciiCode('refundNo', 32),
      column.ref('paymentId'),
      column.asciiCode('paymentNumber', 24),
      ...payable,
      column.fen('amountFen'),
      column.varchar('reason', 60),
      column.status('status'),
      column.asciiCode('failure', 64, { nullable: true }),
      column.instant('checkAt', { nullable: true }),
      column.integer('checks'),
      column.instant('createdAt'),
      column.instant('refundedAt', { nullable: true }),
    ],
    indexes: [
      { name: 'ux_payment_refund_number', columns: ['number'], unique: true },
      { name: 'ux_payment_refund_refund', columns: ['refundNo'], unique: true },
      { name: 'ix_payment_refund_payment', columns: ['paymentId', 'id'] },
      { name: 'ix_payment_refund_payable', columns: ['payableKind', 'payableId', 'id'] },
      { name: 'ix_payment_refund_payable_number', columns: ['payableNumber'] },
      { name: 'ix_payment_refund_check', columns: ['status', 'checkAt', 'id'] },
      { name: 'ix_payment_refund_created', columns: ['createdAt', 'id'] },
    ],
    foreignKeys: [{ name: 'fk_payment_refund_payment', column: 'paymentId', references: 'payment' }],
  });
}
