import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The platform's account for what of online sales belongs to channels. */
export class AddMemberShares1801000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "INSERT INTO ledger_account (ownerKind, ownerId, ownerName, kind) VALUES ('platform', 0, '平台', 'memberShares')",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM ledger_account WHERE ownerKind = 'platform' AND kind = 'memberShares'");
  }
}
