import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { check, unitTests } from './check.mjs';
import { fail, npmRun, run, runAll } from './lib/run.mjs';
import { ensureBuilt, ensureInstalled, root } from './lib/workspace.mjs';
import { printTrace } from './trace.mjs';

const reports = join(root, 'node_modules', '.lakeside', 'reports');

/** Everything that can run on this machine; says at the end what was skipped and why. In CI nothing may be skipped. */
async function test() {
  const skipped = [];
  await ensureInstalled();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });

  const isWithoutMariadb = !(await canConnect(3306));
  if (isWithoutMariadb)
    skipped.push(
      'service tests and comparison with the raw program on MariaDB: nothing listens on 127.0.0.1:3306',
    );
  if (!existsSync('/usr/bin/chromium'))
    skipped.push('browser journeys and label scans: /usr/bin/chromium is missing');
  if (process.env.CI && skipped.length > 0)
    throw new Error(`CI must run every suite.\n${skipped.join('\n')}`);

  await check();
  await unitTests(reports);
  await run(
    'Server tests',
    'npx',
    ['--no-install', 'vitest', 'run', '--root', 'server', ...jsonReport('server')],
    { cwd: root },
  );
  await ensureBuilt(runAll, { forDevices: true });
  if (!isWithoutMariadb) await comparePrograms();
  process.stdout.write(await npmRun('Gates of the device builds', 'gates', '@lakeside/e2e', { cwd: root }));
  if (existsSync('/usr/bin/chromium')) {
    await run(
      'Journeys through the screens',
      'npx',
      ['--no-install', 'vitest', 'run', '--root', 'e2e', ...jsonReport('e2e')],
      { cwd: root },
    );
  }

  const { passed, failed } = printTrace(reports);
  for (const reason of skipped) process.stdout.write(`SKIPPED ${reason}\n`);
  const hasDevtools = process.env.WECHAT_DEVTOOLS_WS ?? process.env.WECHAT_DEVTOOLS_CHANNEL_WS;
  process.stdout.write(`WeChat DevTools: ${hasDevtools ? 'run' : 'not run'}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
}

/** The benchmark without its rounds: both programs still answer and write alike. */
async function comparePrograms() {
  await npmRun('Build bench', 'build', '@lakeside/bench', { cwd: root });
  await run('Comparison with the raw program', 'node', ['bench/dist/main.js'], {
    cwd: root,
    env: { BENCH_CARDS: '20000', BENCH_ROUNDS: '0' },
  });
}

function jsonReport(name) {
  return ['--reporter=default', '--reporter=json', `--outputFile=${join(reports, `${name}.json`)}`];
}

function canConnect(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(socket.destroy() && true));
    socket.once('error', () => resolve(false));
  });
}

try {
  await test();
} catch (error) {
  fail(error);
}
