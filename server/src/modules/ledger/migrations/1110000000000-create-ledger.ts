import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

const platformAccounts = ['cashSales', 'cashGroup', 'cardSales', 'creditIssued', 'goodsCost', 'subsidy'];

/** Accounts, transactions, entries and the papers of finance. The platform's accounts exist from the start. */
export class CreateLedger1110000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'ledger_account',
      columns: [
        column.id(),
        column.status('ownerKind'),
        column.ref('ownerId'),
        column.varchar('ownerName', 60),
        column.status('kind'),
        column.fen('balanceFen', { nullable: true }),
        column.fen('floorFen', { nullable: true }),
        column.fen('ceilingFen', { nullable: true }),
        column.instant('closedAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ux_ledger_account_owner_kind', columns: ['ownerKind', 'ownerId', 'kind'], unique: true },
      ],
    });
    await createTable(runner, {
      name: 'ledger_transaction',
      columns: [
        column.id(),
        column.asciiCode('idempotencyKey', 80),
        column.status('documentKind'),
        column.ref('documentId'),
        column.asciiCode('documentNumber', 24),
        column.varchar('note', 100, { nullable: true }),
        column.instant('at'),
      ],
      indexes: [
        { name: 'ux_ledger_transaction_key', columns: ['idempotencyKey'], unique: true },
        { name: 'ix_ledger_transaction_document', columns: ['documentKind', 'documentId'] },
      ],
    });
    await createTable(runner, {
      name: 'ledger_entry',
      columns: [
        column.id(),
        column.ref('transactionId'),
        column.ref('accountId'),
        column.fen('amountFen'),
        column.fen('balanceAfterFen', { nullable: true }),
        column.status('reason'),
        column.instant('at'),
      ],
      indexes: [
        { name: 'ix_ledger_entry_transaction', columns: ['transactionId'] },
        { name: 'ix_ledger_entry_account', columns: ['accountId', 'id'] },
        { name: 'ix_ledger_entry_account_at', columns: ['accountId', 'at'] },
      ],
      foreignKeys: [
        { name: 'fk_ledger_entry_transaction', column: 'transactionId', references: 'ledger_transaction' },
        { name: 'fk_ledger_entry_account', column: 'accountId', references: 'ledger_account' },
      ],
    });
    await createTable(runner, {
      name: 'finance_document',
      columns: [
        column.id(),
        column.status('kind'),
        column.asciiCode('number', 24),
        column.status('status'),
        column.ref('channelId'),
        column.fen('amountFen'),
        column.varchar('voucherNo', 40, { nullable: true }),
        column.varchar('note', 100, { nullable: true }),
        column.instant('createdAt'),
      ],
      indexes: [
        { name: 'ux_finance_document_number', columns: ['number'], unique: true },
        { name: 'ix_finance_document_channel', columns: ['channelId', 'id'] },
        { name: 'ix_finance_document_kind', columns: ['kind', 'id'] },
        { name: 'ix_finance_document_created', columns: ['createdAt'] },
      ],
    });
    for (const kind of platformAccounts) {
      await runner.query(
        "INSERT INTO ledger_account (ownerKind, ownerId, ownerName, kind) VALUES ('platform', 0, '平台', ?)",
        [kind],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['finance_document', 'ledger_entry', 'ledger_transaction', 'ledger_account']);
  }
}
