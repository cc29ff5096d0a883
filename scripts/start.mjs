import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fail, runAll } from './lib/run.mjs';
import { ensureBuilt, ensureInstalled, root } from './lib/workspace.mjs';

/** Installs what is missing, builds what changed and runs the server, which migrates and seeds by itself. */
try {
  await ensureInstalled();
  await ensureBuilt(runAll);
} catch (error) {
  fail(error);
}

const server = spawn(process.execPath, [join(root, 'server/dist/main.js')], {
  cwd: root,
  env: {
    ...process.env,
    DATA_DIR: process.env.DATA_DIR ?? join(root, '.data'),
    // A person reads this terminal; a line per request would bury the addresses.
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  },
  stdio: 'inherit',
});
// The terminal sends Ctrl-C to the whole group; the server drains and ends by itself.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => signal === 'SIGTERM' && server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
