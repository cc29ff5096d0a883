import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningServer } from '../app';
import { AdminUserService } from '../modules/identity/admin-user.service';
import type { AppConfig } from '../platform/config/config';
import { systemActor } from '../platform/http/actor';
import { demoAdmins, demoPassword } from './demo-world';
import { seedDemo } from './seed-demo';

/**
 * Seeds the demo world once per database. A seed that was killed half-way cannot be told from data people made, so then
 * the start goes on and says what to do.
 */
export async function prepareDemo(
  server: RunningServer,
  now: Date,
  say: (line: string) => void,
): Promise<void> {
  const startedFile = markerFile(server.config, 'started');
  const doneFile = markerFile(server.config, 'done');
  if (existsSync(doneFile)) return;
  if (existsSync(startedFile)) {
    say('演示数据上次没有写完。要重来：停止服务，删除数据目录（或清空数据库），再启动。');
    return;
  }
  writeFileSync(startedFile, now.toISOString());
  say('第一次启动，正在写入演示数据：');
  const adminUsers = await server.get(AdminUserService);
  for (const user of demoAdmins) {
    const permissions = [...user.permissions];
    await adminUsers.createAdminUser(systemActor('demo'), { ...user, permissions, password: demoPassword });
  }
  await seedDemo(server.url, now, (step) => say(`  · ${step}`));
  writeFileSync(doneFile, now.toISOString());
}

function markerFile(config: AppConfig, state: 'started' | 'done'): string {
  const database = createHash('sha256')
    .update(config.databaseUrl ?? 'embedded')
    .digest('hex')
    .slice(0, 12);
  return join(config.dataDir, `demo-${database}.${state}`);
}
