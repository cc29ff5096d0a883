import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, column } from '../../../platform/database/table';

const tables = ['package', 'card_product'];

/** An offer may have one video. */
export class AddOfferVideo1808000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await addColumns(runner, table, [column.asciiCode('videoUrl', 64, { nullable: true })]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.dropColumn(table, 'videoUrl');
  }
}
