import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import { cardMemberContract } from '@lakeside/shared/card/card.member.contract';
import type { Logger } from 'typeorm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { CardService } from '../../src/modules/card/card.service';
import { aCardChain, aMember, type CardChain } from '../builders/card-chain.builder';
import { bootTestApp, type TestApp } from '../kit/test-app';

interface Plan {
  table: string;
  type: string;
  key: string | null;
  Extra: string;
}
interface Statement {
  sql: string;
  parameters: unknown[];
}

/** Hears every statement of the app. */
class Listener implements Logger {
  statements: Statement[] = [];
  logQuery(sql: string, parameters: unknown[] = []): void {
    this.statements.push({ sql, parameters });
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

describe.skipIf('reason' in inject('mariadb'))('a library of 60,000 cards on MariaDB', () => {
  let app: TestApp;
  let chain: CardChain;
  beforeAll(async () => {
    app = await bootTestApp({ database: 'mariadb' });
    chain = await aCardChain(app, { storedValue: 100_000 });
    await app.dataSource.query(
      `INSERT INTO card (cardNo, secretHash, productId, kind, status, holderKind, holderChannelId, l1OwnerId, createdAt, receivedAt)
       SELECT CONCAT('99', LPAD(seq, 8, '0')), REPEAT('a', 64), ?, 'physicalCard', 'inactive', 'channel',
              CASE WHEN seq <= 20000 THEN ? ELSE 1000 + seq DIV 5000 END,
              CASE WHEN seq <= 20000 THEN ? ELSE 1000 END, NOW(3), DATE_ADD('2026-01-01', INTERVAL seq SECOND)
       FROM seq_1_to_60000`,
      [chain.productId, chain.l1.id, chain.l1.id],
    );
    await app.dataSource.query('ANALYZE TABLE card');
  });
  afterAll(() => app.stop());

  /** How MariaDB reads the table `card` in each statement of `work`. */
  async function plansOf(work: () => Promise<unknown>): Promise<Plan[]> {
    const listener = new Listener();
    const { logger } = app.dataSource;
    app.dataSource.logger = listener;
    await work();
    app.dataSource.logger = logger;
    const plans: Plan[] = [];
    for (const { sql, parameters } of listener.statements) {
      if (
        !/^(SELECT|UPDATE|INSERT INTO card_\w+[^]*SELECT)/.test(sql) ||
        !/(FROM|UPDATE) `?card`?\s/.test(sql)
      )
        continue;
      const rows: Plan[] = await app.dataSource.query(`EXPLAIN ${sql}`, parameters);
      plans.push(...rows);
    }
    expect(plans.length).toBeGreaterThan(0);
    return plans;
  }
  const list = (query: Record<string, string | number>) => () =>
    app.call(cardChannelContract.listCards, { token: chain.l1.token, input: { query } });

  it('is listed, searched and counted through indexes', async () => {
    const member = await aMember(app);
    const cards = await app.get(CardService);
    const reads: (() => Promise<unknown>)[] = [
      list({}),
      list({ status: 'inactive', productId: chain.productId }),
      list({ scope: 'network', status: 'active' }),
      list({ cardNo: '99000123' }),
      () => app.call(cardChannelContract.getCardSummary, { token: chain.l1.token }),
      () => cards.countsByHolder([chain.l1.id, 1004]),
      () => cards.countsByL1Owner([chain.l1.id]),
      () => app.call(cardMemberContract.listMyCards, { token: member.token, input: { query: {} } }),
      () =>
        app.call(cardChannelContract.getCard, {
          token: chain.l1.token,
          input: { params: { cardNo: '9900000001' } },
        }),
    ];

    for (const read of reads) {
      const plans = await plansOf(read);
      expect(plans.filter((plan) => plan.type === 'ALL' || plan.key === null)).toEqual([]);
    }
    const byReceipt = await plansOf(list({}));
    expect(byReceipt.filter((plan) => plan.Extra.includes('filesort'))).toEqual([]);
  });

  it('is worked on by documents through the index on numbers, then through that on the lock', async () => {
    const plans = await plansOf(async () => {
      const selection = { ranges: [{ from: '9900000001', to: '9900000500' }] };
      const asked = await app.call(cardChannelContract.requestActivation, {
        token: chain.l1.token,
        input: { body: { selection, expectedCount: 500 } },
      });
      await app.call(cardChannelContract.withdrawActivation, {
        token: chain.l1.token,
        input: { params: { id: asked.body.id } },
      });
    });

    expect(plans.filter((plan) => plan.type === 'ALL' || plan.key === null)).toEqual([]);
    expect(new Set(plans.map((plan) => plan.key))).toEqual(new Set(['ux_card_no', 'ix_card_lock']));
  });
});
