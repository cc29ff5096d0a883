import { join } from 'node:path';
import { fail, npmRun, run, runAll } from './lib/run.mjs';
import { ensureInstalled, root } from './lib/workspace.mjs';

const sources = [
  'shared/src',
  'server/src',
  'miniapp-member/src',
  'miniapp-channel/src',
  'app-sales/src',
  'web-admin/src',
  'bench/src',
];

const lintedFirst = ['server', 'web-admin', 'e2e', 'bench'];
const ignoring = (folders) => folders.flatMap((folder) => ['--ignore-pattern', `${folder}/**`]);

/** Format, lint, dependency rule, types, unit tests: what every change must pass before it lands. */
export async function check() {
  await npmRun('Build shared', 'build', 'shared', { cwd: root });
  const npx =
    (title, ...args) =>
    () =>
      run(title, 'npx', ['--no-install', ...args], { cwd: root });
  const types = (workspace) => () => npmRun(`Types of ${workspace}`, 'type-check', workspace, { cwd: root });
  await runAll([
    // In two halves of about one length, side by side.
    npx('Lint of server, back office and journeys', 'eslint', ...lintedFirst, '--max-warnings', '0'),
    npx('Lint of the rest', 'eslint', '.', '--max-warnings', '0', ...ignoring(lintedFirst)),
    npx('Format', 'prettier', '--check', '--log-level', 'warn', '.'),
    npx('Dependency rule', 'depcruise', '--config', 'dependency-cruiser.cjs', ...sources),
    ...[
      'shared',
      'server',
      'miniapp-member',
      'miniapp-channel',
      'app-sales',
      'web-admin',
      '@lakeside/e2e',
      '@lakeside/bench',
    ].map(types),
  ]);
}

/** The fast tests: rules, kernel, SDK, composables. Those of the server's services need databases and run in `npm test`. */
export async function unitTests(reportFolder) {
  const report = (name) =>
    reportFolder
      ? ['--reporter=default', '--reporter=json', `--outputFile=${reportFolder}/${name}.json`]
      : [];
  // In the workspace itself: the settings of the uni-app tests find their files from the working directory.
  const vitest = (workspace) => () =>
    run(`Unit tests of ${workspace}`, 'npx', ['--no-install', 'vitest', 'run', ...report(workspace)], {
      cwd: join(root, workspace),
    });
  await runAll([
    vitest('shared'),
    vitest('miniapp-member'),
    vitest('miniapp-channel'),
    vitest('app-sales'),
    vitest('web-admin'),
  ]);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  try {
    await ensureInstalled();
    await check();
    await unitTests();
    await run(
      'Rules of the server',
      'npx',
      ['--no-install', 'vitest', 'run', '--root', 'server', 'domain/'],
      { cwd: root },
    );
  } catch (error) {
    fail(error);
  }
}
