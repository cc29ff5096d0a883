import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  aCardChain,
  aChannel,
  adminToken as token,
  type CardChain,
  type TestChannel,
} from '../builders/card-chain.builder';
import { downloadWatched, megabyte } from '../kit/memory-in-use';
import { plansOf, statementsOf } from '../kit/sql-listener';
import { bootTestApp, type TestApp } from '../kit/test-app';

/** 100,000 unless told otherwise; with 500,000 the export took 20 s on two cores, memory in use grew by 2 MB. */
const cardCount = Number(process.env['EXPORT_CARDS'] ?? 100_000);

describe.skipIf('reason' in inject('mariadb'))('a back office with many cards on MariaDB', () => {
  let app: TestApp;
  let chain: CardChain;
  let l1: TestChannel;
  beforeAll(async () => {
    app = await bootTestApp({ database: 'mariadb' });
    chain = await aCardChain(app);
    // Half of the cards lie with the platform, the others with twenty L1s; twenty products, and few voided cards.
    const l1s = [];
    for (let index = 0; index < 20; index += 1) {
      l1s.push(await aChannel(app, { level: 1, parent: null, rateBp: 6000 }));
    }
    l1 = l1s[0] ?? chain.l1;
    const holder = `IF(seq MOD 2 = 0, NULL, ELT(1 + (seq DIV 2) MOD 20, ${l1s.map(({ id }) => id).join()}))`;
    await app.dataSource.query(
      `INSERT INTO card (cardNo, secretHash, productId, kind, status, holderKind, holderChannelId, l1OwnerId, importId, createdAt, receivedAt)
       SELECT CONCAT('99', LPAD(seq, 8, '0')), REPEAT('a', 64), IF(seq MOD 20 = 0, ?, 1000 + seq MOD 20), 'physicalCard',
              IF(seq MOD 50 = 0, 'voided', ELT(1 + seq MOD 3, 'inactive', 'active', 'used')),
              IF(seq MOD 2 = 0, 'platform', 'channel'), ${holder}, ${holder}, 1 + seq DIV 5000, NOW(3), NOW(3)
       FROM seq_1_to_${cardCount}`,
      [chain.productId],
    );
    await app.dataSource.query('ANALYZE TABLE card');
  }, 180_000);
  afterAll(() => app.stop());

  it('answers each filter of the list through an index', async () => {
    const filters: Record<string, string | number>[] = [
      {},
      { cardNo: '99000012' },
      { productId: chain.productId, status: 'voided' },
      { holderChannelId: l1.id, status: 'active' },
      { l1OwnerId: l1.id },
      { importId: 3 },
      { holderKind: 'platform', status: 'inactive' },
      { holderKind: 'member' },
    ];
    const keys: string[] = [];
    const scanned: string[] = [];

    for (const query of filters) {
      const statements = await statementsOf(app.dataSource, async () => {
        const answer = await app.call(cardAdminContract.listCards, { token, input: { query } });
        expect(answer.status).toBe(200);
      });
      for (const statement of statements) {
        if (!/FROM `card`\s/i.test(statement.sql)) continue;
        for (const plan of await plansOf(app.dataSource, statement)) {
          if (plan.type === 'ALL') scanned.push(statement.sql);
          keys.push(String(plan.key));
        }
      }
    }

    expect(scanned).toEqual([]);
    expect(keys).toEqual(expect.arrayContaining(['ux_card_no', 'ix_card_import', 'ix_card_member']));
  });

  it('exports all of them with flat memory', { timeout: 240_000 }, async () => {
    const startedAt = performance.now();

    const { status, sizeBytes, growthMb } = await downloadWatched(`${app.url}/api/admin/cards/export`, token);

    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(
      `export of ${cardCount} cards: ${seconds} s, ${(sizeBytes / megabyte).toFixed(1)} MB, memory in use grew by ${growthMb} MB`,
    );
    expect(status).toBe(200);
    expect(sizeBytes).toBeGreaterThan(cardCount * 10);
    expect(growthMb).toBeLessThan(30);
  });
});
