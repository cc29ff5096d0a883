import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';

/** What reading and refusing may change: sessions being used, attempts being counted. */
const bookkeeping = new Set([
  'login_session',
  'session_token',
  'login_attempt',
  'job_lease',
  'job_task',
  'migrations',
  'outbox_message',
]);

/** A hash per table over all its rows: equal fingerprints mean that nothing was written. */
export async function databaseFingerprint(dataSource: DataSource): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const { tableName } of dataSource.entityMetadatas) {
    if (bookkeeping.has(tableName)) continue;
    const rows: unknown = await dataSource.query(`SELECT * FROM \`${tableName}\``);
    hashes[tableName] = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  }
  return hashes;
}
