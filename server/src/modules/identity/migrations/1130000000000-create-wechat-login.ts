import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateWechatLogin1130000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'wechat_binding',
      columns: [
        column.id(),
        column.status('program'),
        column.asciiCode('openId', 64),
        column.asciiCode('unionId', 64, { nullable: true }),
        column.ref('credentialId'),
        column.instant('boundAt'),
      ],
      indexes: [
        { name: 'ux_wechat_binding_open_id', columns: ['program', 'openId'], unique: true },
        { name: 'ux_wechat_binding_credential', columns: ['credentialId'], unique: true },
      ],
      foreignKeys: [
        { name: 'fk_wechat_binding_credential', column: 'credentialId', references: 'credential' },
      ],
    });
    await createTable(runner, {
      name: 'wechat_login_ticket',
      columns: [
        column.id(),
        column.asciiCode('tokenHash', 64),
        column.status('program'),
        column.asciiCode('openId', 64),
        column.asciiCode('unionId', 64, { nullable: true }),
        column.asciiCode('phone', 20, { nullable: true }),
        column.asciiCode('phoneCodeHash', 64, { nullable: true }),
        column.instant('expiresAt'),
      ],
      indexes: [
        { name: 'ux_wechat_login_ticket_token', columns: ['tokenHash'], unique: true },
        { name: 'ix_wechat_login_ticket_expires', columns: ['expiresAt'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['wechat_login_ticket', 'wechat_binding']);
  }
}
