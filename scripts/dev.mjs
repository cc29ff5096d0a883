import { spawn } from 'node:child_process';
import { fail, run } from './lib/run.mjs';
import { ensureInstalled, root } from './lib/workspace.mjs';

/** Watches everything: the server on 7001, each app on a port of its own with /api passed to the server. */
const processes = [
  [
    'shared',
    ['exec', '-w', 'shared', '--', 'tsc', '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'],
  ],
  ['server', ['run', 'dev', '-w', 'server']],
  ['member', ['run', 'dev:h5', '-w', 'miniapp-member', '--', '--port', '7011']],
  ['channel', ['run', 'dev:h5', '-w', 'miniapp-channel', '--', '--port', '7012']],
  ['sales', ['run', 'dev:h5', '-w', 'app-sales', '--', '--port', '7013']],
  ['admin', ['run', 'dev', '-w', 'web-admin', '--', '--port', '7014']],
];

try {
  await ensureInstalled();
  await run('Build shared', 'npm', ['run', '--silent', 'build', '-w', 'shared'], { cwd: root });
} catch (error) {
  fail(error);
}

const children = processes.map(([name, args]) => {
  const child = spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      for (const line of String(chunk).split('\n'))
        if (line.trim()) process.stdout.write(`[${name}] ${line}\n`);
    });
  }
  return child;
});
process.on('SIGINT', () => {
  for (const child of children) child.kill('SIGTERM');
  process.exit(0);
});
