import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, column } from '../../../platform/database/table';

/** What an L2 owes its L1 for cards of its L3, kept on the activation request. */
export class AddL2Price1301000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'card_activation', [column.fen('l2UnitPriceFen', { nullable: true })]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('card_activation', 'l2UnitPriceFen');
  }
}
