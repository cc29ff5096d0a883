import { createConnection } from 'mysql2/promise';
import type { TestProject } from 'vitest/node' with { 'resolution-mode': 'import' };

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the MariaDB for tests is, or why there is none. */
    mariadb: { url: string } | { reason: string };
  }
}

const defaultUrl = 'mysql://root@127.0.0.1:3306';

/** Looks once for a MariaDB before the tests. On a developer's machine it may be absent; in CI that is a failure. */
export default async function findMariadb(project: TestProject): Promise<void> {
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
