import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { describe, expect, inject, it } from 'vitest';
import { startServer } from '../../src/app';
import { AppConfig } from '../../src/platform/config/config';
import { TransactionService } from '../../src/platform/database/transaction';
import { DocumentNumbers } from '../../src/platform/document-number/document-numbers';
import { systemActor } from '../../src/platform/http/actor';
import { Outbox } from '../../src/platform/outbox/outbox';
import type { OutboxDelivery, OutboxHandler } from '../../src/platform/outbox/outbox-handler';
import { platformModule } from '../../src/platform/platform.module';
import { RateLimiter } from '../../src/platform/rate-limit/rate-limiter';
import type { ServerModule } from '../../src/platform/server-module';
import { bootTestApp } from '../kit/test-app';

const received: unknown[] = [];
let notify: () => void = () => undefined;

@Provide()
@Scope(ScopeEnum.Singleton)
class Recorder implements OutboxHandler {
  readonly topic = 'thing.happened';

  async handle(message: OutboxDelivery): Promise<void> {
    received.push(message.payload);
    notify();
  }
}

const module: ServerModule = { name: 'recorder', outboxHandlers: [Recorder] };
const modules = [platformModule, module];
const redisUrl = inject('redisUrl');

/** Takes turns. */
function pick<Item>(items: readonly Item[], turn: number): Item {
  const item = items[turn % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Two servers over one MariaDB, in one process for the test's convenience. */
async function withTwoServers(
  environment: Record<string, string>,
  test: (servers: Awaited<ReturnType<typeof startServer>>[]) => Promise<void>,
) {
  const app = await bootTestApp({ database: 'mariadb', modules, environment });
  const { databaseUrl } = app.server.config;
  const config = new AppConfig({ ...app.server.config.environment, DATABASE_URL: databaseUrl ?? undefined });
  const second = await startServer({ config, modules });
  try {
    await test([app.server, second]);
  } finally {
    await second.stop();
    await app.stop();
  }
}

describe.skipIf('reason' in inject('mariadb'))('two servers on one database', () => {
  it('never give two documents one number', async () => {
    await withTwoServers({}, async (servers) => {
      const numbering = await Promise.all(servers.map((server) => server.get(DocumentNumbers)));

      const numbers = await Promise.all(
        Array.from({ length: 100 }, (_, index) => pick(numbering, index).next('HD', '2026-10-06')),
      );

      expect(new Set(numbers).size).toBe(100);
    });
  });
});

describe.skipIf('reason' in inject('mariadb') || redisUrl === null)('two servers with Redis', () => {
  const environment = { REDIS_URL: redisUrl ?? '', WORKERS: '1' };

  it('are woken by a commit and deliver its message once', async () => {
    await withTwoServers(environment, async ([server]) => {
      if (!server) throw new Error('no server');
      const outbox = await server.get(Outbox);
      const transactions = await server.get(TransactionService);
      const delivered = new Promise<void>((resolve) => (notify = resolve));
      const startedAt = Date.now();

      await transactions.run(systemActor('test'), (tx) =>
        outbox.add(tx, { topic: 'thing.happened', payload: { id: 1 } }),
      );
      await delivered;

      expect(received).toEqual([{ id: 1 }]);
      expect(Date.now() - startedAt).toBeLessThan(4000);
    });
  });

  it('count towards one rate limit', async () => {
    await withTwoServers(environment, async (servers) => {
      const limiters = await Promise.all(servers.map((server) => server.get(RateLimiter)));
      const key = `login:${Date.now()}`;

      const outcomes = await Promise.allSettled(
        Array.from({ length: 6 }, (_, index) =>
          pick(limiters, index).consume(key, { points: 4, seconds: 60 }),
        ),
      );

      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(4);
    });
  });
});
