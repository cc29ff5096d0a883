import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateCardTables1300000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createCard(runner);
    await createMovement(runner);
    await createHandover(runner);
    await createActivation(runner);
    await createTable(runner, {
      name: 'card_void',
      columns: [
        column.id(),
        column.asciiCode('number', 32),
        column.varchar('reason', 100),
        column.integer('cardCount'),
        column.instant('createdAt'),
      ],
      indexes: [{ name: 'ux_card_void_number', columns: ['number'], unique: true }],
    });
    await createTable(runner, {
      name: 'card_attempt',
      columns: [
        column.id(),
        column.status('scope'),
        column.asciiCode('subject', 64),
        column.integer('failedCount'),
        column.instant('lastFailedAt'),
      ],
      indexes: [
        { name: 'ux_card_attempt_subject', columns: ['scope', 'subject'], unique: true },
        { name: 'ix_card_attempt_last', columns: ['lastFailedAt'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, [
      'card_attempt',
      'card_void',
      'card_activation',
      'card_handover',
      'card_document_item',
      'card_movement',
      'card',
    ]);
  }
}

async function createCard(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'card',
    columns: [
      column.id(),
      column.asciiCode('cardNo', 24),
      column.asciiCode('secretHash', 64),
      column.ref('productId'),
      column.status('kind'),
      column.status('status'),
      column.status('holderKind'),
      column.ref('holderChannelId', { nullable: true }),
      column.ref('l1OwnerId', { nullable: true }),
      column.ref('memberId', { nullable: true }),
      column.status('lockDocumentKind', { nullable: true }),
      column.ref('lockDocumentId', { nullable: true }),
      column.ref('importId', { nullable: true }),
      column.instant('createdAt'),
      column.instant('receivedAt', { nullable: true }),
      column.instant('activatedAt', { nullable: true }),
      column.instant('expiresAt', { nullable: true }),
      column.instant('boundAt', { nullable: true }),
      column.instant('usedAt', { nullable: true }),
      column.instant('voidedAt', { nullable: true }),
    ],
    indexes: [
      { name: 'ux_card_no', columns: ['cardNo'], unique: true },
      { name: 'ix_card_library', columns: ['holderChannelId', 'status', 'productId', 'lockDocumentId'] },
      { name: 'ix_card_received', columns: ['holderChannelId', 'receivedAt'] },
      { name: 'ix_card_l1_owner', columns: ['l1OwnerId', 'status', 'productId', 'lockDocumentId'] },
      { name: 'ix_card_l1_received', columns: ['l1OwnerId', 'receivedAt'] },
      { name: 'ix_card_product', columns: ['productId', 'status'] },
      { name: 'ix_card_lock', columns: ['lockDocumentId', 'lockDocumentKind'] },
      { name: 'ix_card_member', columns: ['memberId', 'boundAt'] },
      { name: 'ix_card_import', columns: ['importId'] },
    ],
  });
}

async function createMovement(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'card_movement',
    columns: [
      column.id(),
      column.ref('cardId'),
      column.status('action'),
      column.status('fromStatus', { nullable: true }),
      column.status('toStatus'),
      column.status('holderKind'),
      column.ref('holderChannelId', { nullable: true }),
      column.ref('memberId', { nullable: true }),
      column.status('documentKind', { nullable: true }),
      column.ref('documentId', { nullable: true }),
      column.varchar('actorName', 60),
      column.varchar('note', 100, { nullable: true }),
      column.instant('at'),
    ],
    indexes: [{ name: 'ix_card_movement_card', columns: ['cardId', 'id'] }],
  });
  await createTable(runner, {
    name: 'card_document_item',
    columns: [
      column.asciiCode('documentKind', 32, { primary: true }),
      column.ref('documentId', { primary: true }),
      column.asciiCode('cardNo', 24, { primary: true }),
      column.ref('cardId'),
      column.status('outcome'),
    ],
  });
}

async function createHandover(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'card_handover',
    columns: [
      column.id(),
      column.status('kind'),
      column.asciiCode('number', 32),
      column.status('status'),
      column.ref('fromChannelId', { nullable: true }),
      column.ref('toChannelId', { nullable: true }),
      column.ref('productId'),
      column.integer('cardCount'),
      column.integer('receivedCount'),
      column.integer('differenceCount'),
      column.fen('unitPriceFen', { nullable: true }),
      column.varchar('note', 100, { nullable: true }),
      column.asciiCode('firstCardNo', 24),
      column.asciiCode('lastCardNo', 24),
      column.instant('createdAt'),
      column.instant('closedAt', { nullable: true }),
    ],
    indexes: [
      { name: 'ux_card_handover_number', columns: ['number'], unique: true },
      { name: 'ix_card_handover_from', columns: ['fromChannelId', 'status'] },
      { name: 'ix_card_handover_to', columns: ['toChannelId', 'status'] },
      { name: 'ix_card_handover_kind', columns: ['kind', 'status'] },
    ],
  });
}

async function createActivation(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'card_activation',
    columns: [
      column.id(),
      column.asciiCode('number', 32),
      column.status('status'),
      column.ref('requesterId'),
      column.integer('requesterLevel'),
      column.ref('l2Id', { nullable: true }),
      column.ref('l1Id'),
      column.status('queue'),
      column.ref('productId'),
      column.integer('cardCount'),
      column.integer('activatedCount'),
      column.fen('offlineUnitPriceFen', { nullable: true }),
      column.fen('l1UnitPriceFen', { nullable: true }),
      column.fen('storedValueFen'),
      column.fen('creditFen'),
      column.varchar('note', 100, { nullable: true }),
      column.asciiCode('firstCardNo', 24),
      column.asciiCode('lastCardNo', 24),
      column.instant('createdAt'),
      column.instant('closedAt', { nullable: true }),
    ],
    indexes: [
      { name: 'ux_card_activation_number', columns: ['number'], unique: true },
      { name: 'ix_card_activation_requester', columns: ['requesterId', 'status'] },
      { name: 'ix_card_activation_l2', columns: ['l2Id', 'status'] },
      { name: 'ix_card_activation_l1', columns: ['l1Id', 'queue', 'status'] },
      { name: 'ix_card_activation_status', columns: ['status', 'createdAt'] },
    ],
  });
}
