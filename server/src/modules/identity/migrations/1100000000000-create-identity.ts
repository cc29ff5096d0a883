import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateIdentity1100000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createCredential(runner);
    await createSession(runner);
    await createSmsCode(runner);
    await createTable(runner, {
      name: 'login_attempt',
      columns: [
        column.id(),
        column.asciiCode('subject', 64),
        column.integer('failedCount'),
        column.instant('lastAt'),
      ],
      indexes: [
        { name: 'ux_login_attempt_subject', columns: ['subject'], unique: true },
        { name: 'ix_login_attempt_last', columns: ['lastAt'] },
      ],
    });
    await createTable(runner, {
      name: 'admin_user',
      columns: [
        column.id(),
        column.varchar('userName', 40),
        column.varchar('name', 20),
        column.json('permissions'),
        column.instant('createdAt'),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, [
      'admin_user',
      'login_attempt',
      'sms_code',
      'session_token',
      'login_session',
      'credential',
    ]);
  }
}

async function createCredential(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'credential',
    columns: [
      column.id(),
      column.status('audience'),
      column.varchar('loginName', 60, { nullable: true }),
      column.status('subjectKind'),
      column.ref('subjectId'),
      column.varchar('passwordHash', 200, { nullable: true }),
      column.status('status'),
      column.instant('createdAt'),
    ],
    indexes: [
      { name: 'ux_credential_login_name', columns: ['audience', 'loginName'], unique: true },
      { name: 'ux_credential_subject', columns: ['subjectKind', 'subjectId'], unique: true },
    ],
  });
}

async function createSession(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'login_session',
    columns: [
      column.id(),
      column.ref('credentialId'),
      column.varchar('ip', 64),
      column.varchar('userAgent', 300),
      column.instant('createdAt'),
      column.instant('revokedAt', { nullable: true }),
    ],
    indexes: [{ name: 'ix_login_session_credential', columns: ['credentialId'] }],
    foreignKeys: [{ name: 'fk_login_session_credential', column: 'credentialId', references: 'credential' }],
  });
  await createTable(runner, {
    name: 'session_token',
    columns: [
      column.id(),
      column.ref('sessionId'),
      column.status('kind'),
      column.asciiCode('tokenHash', 64),
      column.instant('expiresAt'),
      column.instant('usedAt', { nullable: true }),
    ],
    indexes: [
      { name: 'ux_session_token_hash', columns: ['tokenHash'], unique: true },
      { name: 'ix_session_token_session', columns: ['sessionId'] },
      { name: 'ix_session_token_expires', columns: ['expiresAt'] },
    ],
    foreignKeys: [{ name: 'fk_session_token_session', column: 'sessionId', references: 'login_session' }],
  });
}

async function createSmsCode(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'sms_code',
    columns: [
      column.id(),
      column.status('audience'),
      column.asciiCode('phone', 20),
      column.asciiCode('codeHash', 64),
      column.instant('sentAt'),
      column.integer('failedTries'),
      column.instant('usedAt', { nullable: true }),
      column.day('day'),
      column.integer('sentOnDay'),
    ],
    indexes: [{ name: 'ux_sms_code_phone', columns: ['audience', 'phone'], unique: true }],
  });
}
