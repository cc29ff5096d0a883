import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex } from '../../../platform/database/table';

/** Printed cards that members have received are no longer the platform's, so that the index must know who holds a card. */
export class AddHolderToCardKind1802000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('card', 'ix_card_kind');
    await addIndex(runner, 'card', {
      name: 'ix_card_kind',
      columns: ['kind', 'holderChannelId', 'status', 'holderKind'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('card', 'ix_card_kind');
    await addIndex(runner, 'card', { name: 'ix_card_kind', columns: ['kind', 'holderChannelId', 'status'] });
  }
}
