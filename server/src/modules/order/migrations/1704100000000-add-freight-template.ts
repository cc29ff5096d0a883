import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

const free = { firstPieces: 1, firstFen: 0, furtherPieces: 1, furtherFen: 0, freeFromFen: null };

/** Freight templates. Provinces that the settings said are not delivered to move into a first template, which sends free. */
export class AddFreightTemplate1704100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'freight_template',
      columns: [
        column.id(),
        column.varchar('name', 20),
        column.boolean('isDefault'),
        column.json('rule'),
        column.instant('createdAt'),
      ],
    });
    const undelivered = await undeliveredOf(runner);
    if (undelivered.length === 0) return;
    const rule = JSON.stringify({ elsewhere: free, zones: [], undelivered });
    await runner.query(
      'INSERT INTO freight_template (name, isDefault, rule, createdAt) VALUES (?, ?, ?, ?)',
      ['全国包邮', 1, rule, '2026-01-01 00:00:00.000'],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['freight_template']);
  }
}

async function undeliveredOf(runner: QueryRunner): Promise<string[]> {
  const rows: { value: string }[] = await runner.query('SELECT value FROM settings WHERE id = 1');
  const [row] = rows;
  if (!row) return [];
  const stored: { undeliveredProvinces?: string[] } = JSON.parse(row.value);
  return stored.undeliveredProvinces ?? [];
}
