import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateMessage1610000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'message',
      columns: [
        column.id(),
        column.status('audience'),
        column.ref('recipientId'),
        column.status('event'),
        column.varchar('title', 40),
        column.varchar('text', 300),
        column.status('targetKind', { nullable: true }),
        column.ref('targetId', { nullable: true }),
        column.json('facts'),
        column.asciiCode('dedupeKey', 120),
        column.instant('createdAt'),
        column.instant('readAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ux_message_dedupe', columns: ['dedupeKey'], unique: true },
        { name: 'ix_message_recipient', columns: ['audience', 'recipientId', 'id'] },
        { name: 'ix_message_unread', columns: ['audience', 'recipientId', 'readAt'] },
      ],
    });
    await createTable(runner, {
      name: 'message_grant',
      columns: [
        column.id(),
        column.status('audience'),
        column.ref('recipientId'),
        column.ref('credentialId'),
        column.status('event'),
        column.integer('uses'),
      ],
      indexes: [
        { name: 'ux_message_grant_person', columns: ['credentialId', 'event'], unique: true },
        { name: 'ix_message_grant_recipient', columns: ['audience', 'recipientId', 'event'] },
      ],
      foreignKeys: [
        { name: 'fk_message_grant_credential', column: 'credentialId', references: 'credential' },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['message_grant', 'message']);
  }
}
