import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndex, column } from '../../../platform/database/table';

/** Card products that are sold online as a number only, with the count of what may be sold. */
export class AddCardForm1705000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'card_product', [
      column.status('form', { default: 'physical' }),
      column.integer('stockTotal', { nullable: true }),
      column.integer('stockTaken', { default: 0 }),
    ]);
    await addIndex(runner, 'card_product', {
      name: 'ix_card_product_form',
      columns: ['form', 'status', 'id'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('card_product', 'ix_card_product_form');
    for (const name of ['stockTaken', 'stockTotal', 'form']) await runner.dropColumn('card_product', name);
  }
}
