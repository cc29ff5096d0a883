import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Child {
  /** The next line the child prints that begins with `mark`. */
  line(mark: string): Promise<string>;
  /** Stops reading what the child prints, so that its next line meets a closed pipe. */
  closeOutput(): void;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

/** Runs a TypeScript file of the tests in a process of its own, for tests that kill it. */
export function startChild(file: string, environment: Record<string, string>): Child {
  const child = spawn(process.execPath, [join(__dirname, 'run-typescript.mjs'), file], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  const exited = once(child, 'exit');
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const resume of waiting.splice(0)) resume();
  });
  return {
    line: async (mark) => {
      for (;;) {
        const found = lines.findIndex((line) => line.startsWith(mark));
        if (found >= 0) return lines.splice(0, found + 1).at(-1) ?? '';
        await Promise.race([new Promise<void>((resume) => waiting.push(resume)), failOnExit(child, exited)]);
      }
    },
    closeOutput: () => void child.stdout.destroy(),
    kill: async (signal) => {
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}

async function failOnExit(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  await exited;
  throw new Error(`the child process ended with ${child.exitCode ?? child.signalCode}`);
}
