import type { DataSource } from 'typeorm';
import { isSqlite } from './dialect';

const migrationLock = 'lakeside_migration';
const lockWaitSeconds = 120;

/**
 * Runs the migrations that this database has not seen. When several servers start together, one migrates and the
 * others wait for it.
 */
export async function runMigrations(dataSource: DataSource): Promise<void> {
  if (isSqlite(dataSource)) {
    await dataSource.runMigrations();
    return;
  }
  const runner = dataSource.createQueryRunner();
  try {
    // MariaDB's named locks span all databases of a server; this one is for this database alone.
    const name = `${migrationLock}:${String(dataSource.driver.database)}`;
    const [answer]: { locked: number | null }[] = await runner.query('SELECT GET_LOCK(?, ?) AS locked', [
      name,
      lockWaitSeconds,
    ]);
    if (answer?.locked !== 1)
      throw new Error('another server has been migrating the database for two minutes; look there first');
    await dataSource.runMigrations();
    await runner.query('SELECT RELEASE_LOCK(?)', [name]);
  } finally {
    await runner.release();
  }
}
