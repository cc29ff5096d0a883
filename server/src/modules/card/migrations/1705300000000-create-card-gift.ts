import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

/** Gifts of e-cards between members. */
export class CreateCardGift1705300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'card_gift',
      columns: [
        column.id(),
        column.asciiCode('number', 32),
        column.status('status'),
        column.ref('cardId'),
        column.asciiCode('cardNo', 24),
        column.ref('productId'),
        column.ref('giverId'),
        column.ref('receiverId', { nullable: true }),
        column.varchar('greeting', 60, { nullable: true }),
        column.instant('createdAt'),
        column.instant('expiresAt'),
        column.instant('closedAt', { nullable: true }),
      ],
      indexes: [
        { name: 'ux_card_gift_number', columns: ['number'], unique: true },
        { name: 'ix_card_gift_giver', columns: ['giverId', 'id'] },
        { name: 'ix_card_gift_card', columns: ['cardNo', 'id'] },
        { name: 'ix_card_gift_open', columns: ['status', 'expiresAt', 'id'] },
      ],
      foreignKeys: [
        { name: 'fk_card_gift_card', column: 'cardId', references: 'card' },
        { name: 'fk_card_gift_giver', column: 'giverId', references: 'member' },
        { name: 'fk_card_gift_receiver', column: 'receiverId', references: 'member' },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['card_gift']);
  }
}
