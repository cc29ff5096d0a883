import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

/** What a package and a card product have in common. */
const offerColumns = [
  column.varchar('name', 30),
  column.ref('categoryId', { nullable: true }),
  column.varchar('pictureUrl', 300, { nullable: true }),
  column.text('detail', { nullable: true }),
  column.fen('retailPriceFen'),
  column.fen('settlementPriceFen', { nullable: true }),
  column.fen('serviceSubsidyFen'),
  column.status('status'),
  column.instant('createdAt'),
];

/** Articles, categories, packages with their items, card products. */
export class CreateCatalog1111000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'sku',
      columns: [
        column.id(),
        column.varchar('name', 30),
        column.varchar('spec', 30),
        column.varchar('unit', 4),
      ],
      indexes: [{ name: 'ux_sku_name_spec', columns: ['name', 'spec'], unique: true }],
    });
    await createTable(runner, {
      name: 'category',
      columns: [column.id(), column.status('kind'), column.varchar('name', 10), column.integer('sortOrder')],
      indexes: [{ name: 'ux_category_kind_name', columns: ['kind', 'name'], unique: true }],
    });
    await createTable(runner, {
      name: 'package',
      columns: [column.id(), ...offerColumns],
      indexes: [
        { name: 'ux_package_name', columns: ['name'], unique: true },
        { name: 'ix_package_category', columns: ['categoryId'] },
        { name: 'ix_package_status', columns: ['status', 'id'] },
      ],
      foreignKeys: [{ name: 'fk_package_category', column: 'categoryId', references: 'category' }],
    });
    await createTable(runner, {
      name: 'package_item',
      columns: [column.id(), column.ref('packageId'), column.ref('skuId'), column.integer('quantity')],
      indexes: [
        { name: 'ux_package_item_package_sku', columns: ['packageId', 'skuId'], unique: true },
        { name: 'ix_package_item_sku', columns: ['skuId'] },
      ],
      foreignKeys: [
        { name: 'fk_package_item_package', column: 'packageId', references: 'package' },
        { name: 'fk_package_item_sku', column: 'skuId', references: 'sku' },
      ],
    });
    await createTable(runner, {
      name: 'card_product',
      columns: [column.id(), ...offerColumns, column.ref('packageId'), column.integer('validityMonths')],
      indexes: [
        { name: 'ux_card_product_name', columns: ['name'], unique: true },
        { name: 'ix_card_product_category', columns: ['categoryId'] },
        { name: 'ix_card_product_package', columns: ['packageId'] },
        { name: 'ix_card_product_status', columns: ['status', 'id'] },
      ],
      foreignKeys: [
        { name: 'fk_card_product_category', column: 'categoryId', references: 'category' },
        { name: 'fk_card_product_package', column: 'packageId', references: 'package' },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['card_product', 'package_item', 'package', 'category', 'sku']);
  }
}
