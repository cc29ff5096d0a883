import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A server as `npm start` runs it, on a free port with an empty data folder. */
export interface RunningServer {
  readonly url: string;
  /** Where the doubles of the outside services listen. */
  readonly doublesUrl: string;
  stop(): Promise<void>;
}

/** What the server prints last, when the demo data is there and it takes requests. */
const lastLine = 'Ctrl-C';

/**
 * Starts `scripts/start.mjs` and waits until it is ready; with LAKESIDE_URL (and
 * LAKESIDE_DOUBLES_URL) it takes the server that runs there. Throws
 * with the server's output when it is not ready within three minutes.
 */
export async function startLakeside(): Promise<RunningServer> {
  const running = process.env['LAKESIDE_URL'];
  if (running) {
    const doublesUrl = process.env['LAKESIDE_DOUBLES_URL'] ?? '';
    return { url: running, doublesUrl, stop: () => Promise.resolve() };
  }
  const [port, doublesPort] = [await freePort(), await freePort()];
  const dataDir = mkdtempSync(join(tmpdir(), 'lakeside-e2e-'));
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      PORT: String(port),
      DOUBLES_PORT: String(doublesPort),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  // The name the server gives itself in the links of invites.
  const url = `http://localhost:${port}`;
  const deadline = Date.now() + 180_000;
  while (!output.includes(lastLine)) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`the server did not start:\n${output}`);
    await pause(250);
  }
  return {
    url,
    doublesUrl: `http://127.0.0.1:${doublesPort}`,
    async stop() {
      await ended(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
