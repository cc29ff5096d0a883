import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './workspace.mjs';

const patienceMs = 15_000;

/** Whether a server with this environment is a demo, which outside services are played for. */
export function isDemo(environment) {
  const { DEMO, NODE_ENV } = environment;
  return DEMO ? ['1', 'true'].includes(DEMO) : NODE_ENV !== 'production';
}

/**
 * Starts the doubles of the outside services on a port of their own. Resolves to the settings with which a server uses them
 * and a way to end them; rejects when they are not ready in time.
 */
export async function startDoubles({ port, dataDir }) {
  const child = spawn(process.execPath, [join(root, 'server/dist-doubles/test/doubles/main.js')], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { environment: await doublesEnvironment(port, child), stop: () => child.kill('SIGTERM') };
}

/** The settings that the doubles on this port tell, once they listen. */
export async function doublesEnvironment(port, child) {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const response = await fetch(`http://127.0.0.1:${port}/__environment`).catch(() => null);
    if (response?.ok) return { ...(await response.json()), DEMO_DOUBLES_URL: `http://localhost:${port}` };
    await pause(100);
  }
  throw new Error(
    `The doubles of the outside services did not start on port ${port}; DOUBLES_PORT sets another one.`,
  );
}
