import { spawn } from 'node:child_process';

const isWindows = process.platform === 'win32';

/**
 * Runs one command, says what it does and how long it took, and shows its output only when it fails
 * (or always with `live`). Resolves to its output; rejects with a one-line error.
 */
export async function run(title, command, args, options = {}) {
  const startedAt = performance.now();
  if (options.live) process.stdout.write(`→ ${title}\n`);
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: options.live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: isWindows,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const exitCode = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (exitCode !== 0) {
    process.stdout.write(`✗ ${title} (${seconds} s)\n`);
    if (output) process.stdout.write(`${output}\n`);
    throw new Error(`${title} failed (exit code ${exitCode})`);
  }
  process.stdout.write(`✓ ${title} (${seconds} s)\n`);
  return output;
}

/** Runs an npm script of a workspace. */
export function npmRun(title, script, workspace, options = {}) {
  return run(title, 'npm', ['run', '--silent', script, '-w', workspace], options);
}

/** Runs tasks at most `width` at a time; all of them run, the first failure is thrown at the end. */
export async function runAll(tasks, width = 2) {
  const waiting = [...tasks];
  const failures = [];
  const worker = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      try {
        await task();
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  if (failures.length > 0) throw new Error(failures.map((failure) => failure.message).join('\n'));
}

/** Ends the script with a clear sentence instead of a stack. */
export function fail(error) {
  process.stdout.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
