import { fail, npmRun, run, runAll } from './lib/run.mjs';
import { ensureInstalled, root } from './lib/workspace.mjs';

const sources = [
  'shared/src',
  'server/src',
  'miniapp-member/src',
  'miniapp-channel/src',
  'app-sales/src',
  'web-admin/src',
];

/** Format, lint, dependency rule, types, unit tests: what every change must pass before it lands. */
export async function check() {
  await npmRun('Build shared', 'build', 'shared', { cwd: root });
  const npx =
    (title, ...args) =>
    () =>
      run(title, 'npx', ['--no-install', ...args], { cwd: root });
  const types = (workspace) => () => npmRun(`Types of ${workspace}`, 'type-check', workspace, { cwd: root });
  await runAll([
    npx('Lint', 'eslint', '.', '--max-warnings', '0'),
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
    ].map(types),
  ]);
}

/** The fast tests: rules, kernel, SDK, composables. Those of the server's services need databases and run in `npm test`. */
export async function unitTests(reportFolder) {
  const report = (name) =>
    reportFolder
      ? ['--reporter=default', '--reporter=json', `--outputFile=${reportFolder}/${name}.json`]
      : [];
  const vitest =
    (workspace, name, ...extra) =>
    () =>
      run(
        `Unit tests of ${name}`,
        'npx',
        ['--no-install', 'vitest', 'run', '--root', workspace, ...report(name), ...extra],
        { cwd: root },
      );
  await runAll([
    vitest('shared', 'shared'),
    vitest('miniapp-member', 'miniapp-member'),
    vitest('miniapp-channel', 'miniapp-channel'),
    vitest('app-sales', 'app-sales'),
    vitest('web-admin', 'web-admin'),
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
