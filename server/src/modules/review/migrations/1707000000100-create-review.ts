import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, dropTables } from '../../../platform/database/table';

export class CreateReview1707000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'review',
      columns: [
        column.id(),
        column.ref('memberId'),
        column.ref('orderId'),
        column.asciiCode('orderNumber', 32),
        column.status('offerKind'),
        column.ref('offerId'),
        column.varchar('title', 60),
        column.varchar('pictureUrl', 300, { nullable: true }),
        column.integer('score'),
        column.varchar('text', 500),
        column.json('pictures'),
        column.boolean('hasPictures'),
        column.boolean('isAnonymous'),
        column.status('status'),
        column.varchar('reply', 300, { nullable: true }),
        column.instant('repliedAt', { nullable: true }),
        column.instant('createdAt'),
      ],
      indexes: [
        { name: 'ux_review_line', columns: ['orderId', 'offerKind', 'offerId'], unique: true },
        { name: 'ix_review_offer', columns: ['offerKind', 'offerId', 'status', 'id'] },
        { name: 'ix_review_member', columns: ['memberId', 'id'] },
        { name: 'ix_review_status', columns: ['status', 'id'] },
        { name: 'ix_review_created', columns: ['createdAt'] },
      ],
      foreignKeys: [
        { name: 'fk_review_member', column: 'memberId', references: 'member' },
        { name: 'fk_review_order', column: 'orderId', references: 'order' },
      ],
    });
    await createTable(runner, {
      name: 'offer_rating',
      columns: [
        column.id(),
        column.status('offerKind'),
        column.ref('offerId'),
        column.integer('reviewCount', { default: 0 }),
        column.integer('scoreSum', { default: 0 }),
        column.integer('pictureCount', { default: 0 }),
      ],
      indexes: [{ name: 'ux_offer_rating_offer', columns: ['offerKind', 'offerId'], unique: true }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['offer_rating', 'review']);
  }
}
