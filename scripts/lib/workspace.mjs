import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmRun, run } from './run.mjs';

export const root = new URL('../..', import.meta.url).pathname;
const stampFolder = join(root, 'node_modules', '.lakeside');

/** Installs packages when node_modules is missing or older than the lock file's content. */
export async function ensureInstalled() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Error(`Node 20 or newer is needed; this is ${process.version}.`);
  const lock = hashOf([readFileSync(join(root, 'package-lock.json'))]);
  if (readStamp('install') === lock && existsSync(join(root, 'node_modules'))) return;
  await run('Install packages (about two minutes the first time)', 'npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
  });
  writeStamp('install', lock);
}

/** What can be built: its name, the folders its output depends on, the file that proves it, and how. */
const buildTargets = [
  {
    name: 'shared',
    inputs: ['shared/src', 'shared/package.json'],
    output: 'shared/dist/kernel/money.js',
    script: 'build',
    workspace: 'shared',
  },
  {
    name: 'server',
    inputs: ['shared/src', 'server/src', 'server/package.json'],
    output: 'server/dist/main.js',
    script: 'build',
    workspace: 'server',
  },
  {
    name: 'doubles',
    inputs: ['server/test/doubles', 'server/tsconfig.doubles.json'],
    output: 'server/dist-doubles/test/doubles/main.js',
    script: 'build:doubles',
    workspace: 'server',
  },
  ...['miniapp-member', 'miniapp-channel', 'app-sales'].map((app) => ({
    name: `${app} (H5)`,
    inputs: ['shared/src', 'tooling', `${app}/src`, `${app}/package.json`, `${app}/vite.config.ts`],
    output: `${app}/dist/build/h5/index.html`,
    script: 'build:h5',
    workspace: app,
  })),
  {
    name: 'web-admin',
    inputs: ['shared/src', 'web-admin/src', 'web-admin/package.json', 'web-admin/index.html'],
    output: 'web-admin/dist/index.html',
    script: 'build',
    workspace: 'web-admin',
  },
  ...['miniapp-member', 'miniapp-channel'].map((app) => ({
    name: `${app} (WeChat mini program)`,
    inputs: ['shared/src', 'tooling', `${app}/src`, `${app}/package.json`, `${app}/vite.config.ts`],
    output: `${app}/dist/build/mp-weixin/app.json`,
    script: 'build:mp-weixin',
    workspace: app,
    isForDevices: true,
  })),
  {
    name: 'app-sales (App)',
    inputs: ['shared/src', 'tooling', 'app-sales/src', 'app-sales/package.json', 'app-sales/vite.config.ts'],
    output: 'app-sales/dist/build/app/manifest.json',
    script: 'build:app',
    workspace: 'app-sales',
    isForDevices: true,
  },
];

/**
 * The build steps that are out of date, each a function. What runs in a browser or on the server always;
 * mini programs and the app only with `forDevices`. Shared comes first on its own: the server compiles against it.
 */
export function staleBuilds({ forDevices = false } = {}) {
  return buildTargets
    .filter((target) => forDevices || !target.isForDevices)
    .filter((target) => !isFresh(target))
    .map((target) => Object.assign(() => build(target), { targetName: target.name }));
}

async function build(target) {
  await npmRun(`Build ${target.name}`, target.script, target.workspace, { cwd: root });
  // uni-app prints an error and exits 0 when pages.json is broken: only the output tells.
  if (!existsSync(join(root, target.output)))
    throw new Error(`Build ${target.name} wrote no ${target.output}`);
  writeStamp(target.name, inputHash(target));
}

/** Brings every wanted build up to date, two at a time. */
export async function ensureBuilt(runAll, options) {
  const steps = staleBuilds(options);
  const first = steps.find((step) => step.targetName === 'shared');
  if (first) await first();
  await runAll(steps.filter((step) => step !== first));
}

function isFresh(target) {
  return existsSync(join(root, target.output)) && readStamp(target.name) === inputHash(target);
}

function inputHash(target) {
  return hashOf(
    target.inputs
      .flatMap((input) => filesUnder(join(root, input)))
      .map((file) => `${file}\n${readFileSync(file, 'latin1')}`),
  );
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function hashOf(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function stampFile(name) {
  return join(stampFolder, `${name.replace(/\W+/g, '-')}.stamp`);
}

function readStamp(name) {
  return existsSync(stampFile(name)) ? readFileSync(stampFile(name), 'utf8') : null;
}

function writeStamp(name, value) {
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stampFile(name), value);
}
