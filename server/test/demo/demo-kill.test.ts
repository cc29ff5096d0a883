import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adminClient } from '../../src/demo/demo-client';
import { type Child, startChild } from '../kit/child-process';
import { freePort } from '../kit/free-port';
import { describeOnBothDatabases } from '../kit/test-app';

const main = join(__dirname, '../../src/main.ts');

/** What a whole demo world has; anything made twice would show in these. */
async function figuresOf(url: string) {
  const admin = await adminClient(url);
  const [skus, channels, finance, cards, orders, levels] = await Promise.all([
    admin.catalog.listSkus({ query: {} }),
    admin.channel.listChannels({ query: {} }),
    admin.ledger.listFinanceDocuments({ query: {} }),
    admin.card.listCards({ query: {} }),
    admin.order.listOrders({ query: {} }),
    admin.memberLevel.listMemberLevels(),
  ]);
  const totals = [skus, channels, finance, cards, orders].map(({ total }) => total);
  return [...totals, levels.length];
}

const startedAnew = '演示数据上次没有写完，清空后重新写入。';
const wholeWorld = [4, 7, 9, 1806, 4, 3];

describeOnBothDatabases('a start of the demo', {}, (context) => {
  let dataDir: string;
  const children: Child[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lakeside-demo-'));
  });
  afterAll(async () => {
    await Promise.all(children.map((child) => child.kill('SIGKILL')));
    await rm(dataDir, { recursive: true, force: true });
  });

  /** The embedded database lies in the directory of the demo; the MariaDB of the test has not been used by anybody. */
  const start = async (environment: Record<string, string> = {}) => {
    const { databaseUrl } = context.app.server.config;
    const port = await freePort();
    const child = startChild(main, {
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
      LOG_LEVEL: 'silent',
      WORKERS: '1',
      ...environment,
    });
    children.push(child);
    return { child, url: `http://127.0.0.1:${port}` };
  };

  it(
    'begins again by itself after one that was killed late, and after one killed while it cleared that away',
    { timeout: 180_000 },
    async () => {
      const late = await start();
      await late.child.line('  · 流转、激活、绑卡与提货');
      await late.child.kill('SIGKILL');
      const clearing = await start();
      await clearing.child.line(startedAnew);
      await clearing.child.kill('SIGKILL');

      const again = await start();
      await again.child.line(startedAnew);
      await again.child.line('  湖畔 Lakeside');

      expect(await figuresOf(again.url)).toEqual(wholeWorld);
      await again.child.kill('SIGTERM');
    },
  );

  // The markers are files, whatever the database.
  const onlyOnce = it.skipIf(context.database === 'mariadb');

  onlyOnce(
    'leaves a database alone that was begun by a demo and taken over without one',
    { timeout: 60_000 },
    async () => {
      for (const file of await readdir(dataDir)) {
        if (file.endsWith('.done')) await rm(join(dataDir, file));
      }

      const taken = await start({ DEMO: '0' });
      await taken.child.line('  湖畔 Lakeside');
      await taken.child.kill('SIGTERM');
      const demo = await start();
      await demo.child.line('  湖畔 Lakeside');

      expect(await figuresOf(demo.url)).toEqual(wholeWorld);
      await demo.child.kill('SIGTERM');
    },
  );

  onlyOnce(
    'writes nothing into a database in which somebody works already',
    { timeout: 60_000 },
    async () => {
      for (const file of await readdir(dataDir)) {
        if (file.startsWith('demo-')) await rm(join(dataDir, file));
      }

      const demo = await start();
      await demo.child.line('数据库里已有后台用户，不写入演示数据。');
      await demo.child.line('  湖畔 Lakeside');

      expect(await figuresOf(demo.url)).toEqual(wholeWorld);
    },
  );
});
