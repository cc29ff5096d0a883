import { createHash } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { RunningServer } from '../app';
import { serverModules } from '../modules';
import { AdminUserService } from '../modules/identity/admin-user.service';
import type { AppConfig } from '../platform/config/config';
import { createDataSource } from '../platform/database/data-source-options';
import { isSqlite } from '../platform/database/dialect';
import { systemActor } from '../platform/http/actor';
import { schemaOf } from '../platform/wire-modules';
import { demoAdmins, demoPassword } from './demo-world';
import { seedDemo } from './seed-demo';

type Say = (line: string) => void;

/**
 * Empties a database whose demo was killed half-way, so that this start begins it again; call it before the server opens the
 * database. Only tables that a demo began to fill are touched: a start without the demo makes what it finds its own for good.
 */
export async function discardHalfDemo(config: AppConfig, say: Say): Promise<void> {
  const { started, done } = markerFiles(config);
  if (!existsSync(started) || existsSync(done)) return;
  if (!config.demo) {
    writeFileSync(done, 'kept by a start without the demo');
    return;
  }
  say('演示数据上次没有写完，清空后重新写入。');
  const dataSource = await createDataSource(config, schemaOf(serverModules)).initialize();
  try {
    await dropOwnTables(dataSource);
  } finally {
    await dataSource.destroy();
  }
  rmSync(started);
}

/** Seeds the demo world once per database, unless somebody works with it already. */
export async function prepareDemo(server: RunningServer, now: Date, say: Say): Promise<void> {
  const { started, done } = markerFiles(server.config);
  if (existsSync(done)) return;
  const adminUsers = await server.get(AdminUserService);
  if (await adminUsers.hasUsers()) {
    say('数据库里已有后台用户，不写入演示数据。');
    return;
  }
  writeFileSync(started, now.toISOString());
  say('第一次启动，正在写入演示数据：');
  for (const user of demoAdmins) {
    const permissions = [...user.permissions];
    await adminUsers.createAdminUser(systemActor('demo'), { ...user, permissions, password: demoPassword });
  }
  await seedDemo(server.url, now, (step) => say(`  · ${step}`));
  writeFileSync(done, now.toISOString());
}

/** A start that is killed here finds the marker again and drops the rest. */
async function dropOwnTables(dataSource: DataSource): Promise<void> {
  const { entityMetadatas, options } = dataSource;
  const tables = [...entityMetadatas.map(({ tableName }) => tableName), options.migrationsTableName];
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(isSqlite(dataSource) ? 'PRAGMA foreign_keys = OFF' : 'SET FOREIGN_KEY_CHECKS = 0');
    for (const table of tables) await runner.query(`DROP TABLE IF EXISTS \`${table}\``);
  } finally {
    await runner.release();
  }
}

/** `started` without `done` says that all there is in the database came from a demo that did not get to its end. */
function markerFiles(config: AppConfig): { started: string; done: string } {
  const database = createHash('sha256')
    .update(config.databaseUrl ?? 'embedded')
    .digest('hex')
    .slice(0, 12);
  const file = join(config.dataDir, `demo-${database}`);
  return { started: `${file}.started`, done: `${file}.done` };
}
