import Redis from 'ioredis';
import { createConnection } from 'mysql2/promise';
import type { TestProject } from 'vitest/node' with { 'resolution-mode': 'import' };

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the MariaDB for tests is, or why there is none. */
    mariadb: { url: string } | { reason: string };
    /** Where the Redis for tests is, or null. */
    redisUrl: string | null;
  }
}

const defaultUrl = 'mysql://root@127.0.0.1:3306';

/** Looks once for a MariaDB and a Redis before the tests. On a developer's machine it may be absent; in CI that is a failure. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('redisUrl', await findRedis());
  const url = process.env['TEST_MARIADB_URL'] ?? defaultUrl;
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 3000 });
    await connection.end();
    project.provide('mariadb', { url });
  } catch (error) {
    const reason = `no MariaDB at ${url.replace(/:[^:@/]*@/, ':***@')} (${error instanceof Error ? error.message : String(error)})`;
    if (process.env['CI']) throw new Error(`${reason}; the suite must run on both databases in CI`);
    console.warn(`Skipping the MariaDB half of the tests: ${reason}`);
    project.provide('mariadb', { reason });
  }
}

async function findRedis(): Promise<string | null> {
  const url = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null, connectTimeout: 2000 });
  // Without a listener ioredis prints what the catch below already tells.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return url;
  } catch (error) {
    if (process.env['CI']) throw error;
    console.warn(`Skipping the Redis tests: no Redis at ${url}`);
    return null;
  } finally {
    redis.disconnect();
  }
}
