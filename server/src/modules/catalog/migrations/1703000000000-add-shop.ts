import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndex, column, createTable, dropTables } from '../../../platform/database/table';
import { richTextOfPlain } from '../../../platform/web/sanitize-rich-text';

const offerTables = ['package', 'card_product'] as const;

/** Pictures, rich details, recommendation, sales and the recycle bin of offers; the alert stock of articles. */
export class AddShop1703000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of offerTables) {
      await addColumns(runner, table, [
        column.json('pictureUrls', { nullable: true }),
        column.boolean('isRecommended', { default: false }),
        column.integer('soldCount', { default: 0 }),
        column.instant('binnedAt', { nullable: true }),
      ]);
      await addIndex(runner, table, { name: `ix_${table}_sales`, columns: ['status', 'soldCount'] });
      await addIndex(runner, table, { name: `ix_${table}_price`, columns: ['status', 'retailPriceFen'] });
      await takeOverPictureAndDetail(runner, table);
    }
    await addColumns(runner, 'sku', [column.integer('alertStock', { default: 0 })]);
    await createTable(runner, {
      name: 'offer_sale',
      columns: [
        column.id(),
        column.asciiCode('paper', 40),
        column.status('offerKind'),
        column.ref('offerId'),
        column.integer('quantity'),
        column.instant('createdAt'),
      ],
      indexes: [
        {
          name: 'ux_offer_sale_paper_offer',
          columns: ['paper', 'offerKind', 'offerId'],
          unique: true,
        },
      ],
    });
  }

  /** Details stay rich: what a person has laid out since is worth more than the old form. */
  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['offer_sale']);
    await runner.dropColumn('sku', 'alertStock');
    for (const table of offerTables) {
      await runner.dropIndex(table, `ix_${table}_price`);
      await runner.dropIndex(table, `ix_${table}_sales`);
      for (const name of ['binnedAt', 'soldCount', 'isRecommended', 'pictureUrls']) {
        await runner.dropColumn(table, name);
      }
    }
  }
}

/** Details were plain text, in which markup was text like any other; it is escaped, not run. */
async function takeOverPictureAndDetail(runner: QueryRunner, table: string): Promise<void> {
  const rows: { id: number; pictureUrl: string | null; detail: string | null }[] = await runner.query(
    `SELECT id, pictureUrl, detail FROM ${table} WHERE pictureUrl IS NOT NULL OR detail IS NOT NULL`,
  );
  for (const { id, pictureUrl, detail } of rows) {
    await runner.query(`UPDATE ${table} SET pictureUrls = ?, detail = ? WHERE id = ?`, [
      pictureUrl === null ? null : JSON.stringify([pictureUrl]),
      richTextOfPlain(detail),
      id,
    ]);
  }
}
