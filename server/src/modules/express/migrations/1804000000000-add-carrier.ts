import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

/** Code, name, telephone, 快递100's code. The first six are those that shipments have named so far. */
const usual: readonly (readonly [string, string, string, string])[] = [
  ['SF', '顺丰速运', '95338', 'shunfeng'],
  ['JD', '京东快递', '950616', 'jd'],
  ['ZTO', '中通快递', '95311', 'zhongtong'],
  ['YTO', '圆通速递', '95554', 'yuantong'],
  ['YUNDA', '韵达快递', '95546', 'yunda'],
  ['EMS', '邮政 EMS', '11183', 'ems'],
  ['STO', '申通快递', '95543', 'shentong'],
  ['YZPY', '邮政快递包裹', '11183', 'youzhengguonei'],
  ['JTSD', '极兔速递', '956025', 'jtexpress'],
  ['DB', '德邦快递', '95353', 'debangkuaidi'],
];

/** The express companies that shipping forms offer, kept by the back office from now on. */
export class AddCarrier1804000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'carrier',
      columns: [
        column.id(),
        column.asciiCode('code', 20),
        column.varchar('name', 20),
        column.varchar('phone', 20, { nullable: true }),
        column.asciiCode('trackingCode', 40, { nullable: true }),
        column.boolean('isEnabled'),
        column.integer('sortOrder'),
        column.instant('createdAt'),
      ],
      indexes: [{ name: 'ux_carrier_code', columns: ['code'], unique: true }],
    });
    for (const [index, [code, name, phone, trackingCode]] of usual.entries()) {
      await runner.query(
        'INSERT INTO carrier (code, name, phone, trackingCode, isEnabled, sortOrder, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [code, name, phone, trackingCode, 1, (index + 1) * 10, '2026-01-01 00:00:00.000'],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['carrier']);
  }
}
