import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The platform's account for what stores order. */
export class AddStoreSales1806000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "INSERT INTO ledger_account (ownerKind, ownerId, ownerName, kind) VALUES ('platform', 0, '平台', 'storeSales')",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM ledger_account WHERE ownerKind = 'platform' AND kind = 'storeSales'");
  }
}
