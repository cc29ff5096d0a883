import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateWechatToken1120000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'wechat_token',
      columns: [
        column.id(),
        column.asciiCode('appId', 40),
        column.text('sealedToken', { nullable: true }),
        column.integer('generation'),
        column.instant('expiresAt'),
        column.instant('fetchingUntil', { nullable: true }),
      ],
      indexes: [{ name: 'ux_wechat_token_app', columns: ['appId'], unique: true }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['wechat_token']);
  }
}
