import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { doublesEnvironment } from './lib/doubles.mjs';
import { fail, run } from './lib/run.mjs';
import { ensureInstalled, root } from './lib/workspace.mjs';

/**
 * Watches everything: the server on 7001, the doubles of the outside services on 7002, each app on a port of its own with
 * /api passed to the server.
 */
const doublesPort = 7002;
const children = [];

function watch(name, args, environment = {}) {
  const child = spawn('npm', args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      for (const line of String(chunk).split('\n'))
        if (line.trim()) process.stdout.write(`[${name}] ${line}\n`);
    });
  }
  children.push(child);
  return child;
}

process.on('SIGINT', () => {
  for (const child of children) child.kill('SIGTERM');
  process.exit(0);
});

try {
  await ensureInstalled();
  await run('Build shared', 'npm', ['run', '--silent', 'build', '-w', 'shared'], { cwd: root });
  await run('Build doubles', 'npm', ['run', '--silent', 'build:doubles', '-w', 'server'], { cwd: root });
  const doubles = watch('doubles', ['run', 'dev:doubles', '-w', 'server'], {
    PORT: String(doublesPort),
    DATA_DIR: process.env.DATA_DIR ?? join(root, 'server/.data'),
  });
  const settings = await doublesEnvironment(doublesPort, doubles);
  watch('shared', [
    'exec',
    '-w',
    'shared',
    '--',
    'tsc',
    '-p',
    'tsconfig.build.json',
    '--watch',
    '--preserveWatchOutput',
  ]);
  watch('server', ['run', 'dev', '-w', 'server'], { ...settings, ...process.env });
  watch('member', ['run', 'dev:h5', '-w', 'miniapp-member', '--', '--port', '7011']);
  watch('channel', ['run', 'dev:h5', '-w', 'miniapp-channel', '--', '--port', '7012']);
  watch('sales', ['run', 'dev:h5', '-w', 'app-sales', '--', '--port', '7013']);
  watch('admin', ['run', 'dev', '-w', 'web-admin', '--', '--port', '7014']);
} catch (error) {
  fail(error);
}
