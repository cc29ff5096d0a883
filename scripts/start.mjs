import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { isDemo, startDoubles } from './lib/doubles.mjs';
import { fail, runAll } from './lib/run.mjs';
import { ensureBuilt, ensureInstalled, root } from './lib/workspace.mjs';

/**
 * Installs what is missing, builds what changed and runs the server, which migrates and seeds by itself; beside a demo the
 * doubles of the outside services, on the next port.
 */
const dataDir = process.env.DATA_DIR ?? join(root, '.data');
const port = Number(process.env.PORT ?? 7001);
let doubles = null;
try {
  await ensureInstalled();
  await ensureBuilt(runAll);
  if (isDemo(process.env))
    doubles = await startDoubles({ port: Number(process.env.DOUBLES_PORT ?? port + 1), dataDir });
} catch (error) {
  fail(error);
}

const server = spawn(process.execPath, [join(root, 'server/dist/main.js')], {
  cwd: root,
  env: {
    ...doubles?.environment,
    ...process.env,
    DATA_DIR: dataDir,
    // A person reads this terminal; a line per request would bury the addresses.
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  },
  stdio: 'inherit',
});
// The terminal sends Ctrl-C to the whole group; the server drains and ends by itself.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => signal === 'SIGTERM' && server.kill(signal));
server.on('exit', (code) => {
  doubles?.stop();
  process.exit(code ?? 0);
});
