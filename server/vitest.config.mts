import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';

/**
 * Shared is read as TypeScript. By an alias, since the condition `source` would be handed to Node for every package, and one
 * below wechat-api names a source that it does not bring.
 */
const sharedSource = {
  find: /^@lakeside\/shared\/(.+)$/,
  replacement: `${fileURLToPath(new URL('../shared/src/', import.meta.url))}$1.ts`,
};

/** Vite's oxc writes the legacy decorators and the `design:*` metadata that Midway and TypeORM read. */
const oxc: UserConfig['oxc'] = {
  decorator: { legacy: true, emitDecoratorMetadata: true },
  assumptions: { setPublicClassFields: true },
  typescript: { removeClassFieldsWithoutInitializer: true },
};

export default defineConfig({
  oxc,
  resolve: { alias: [sharedSource] },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Loading the server costs more than most files of tests: a worker loads it once. Every suite has an app and a database of its own.
    isolate: false,
    globalSetup: ['test/kit/find-services.ts'],
    setupFiles: ['../tooling/property-runs.ts'],
    env: { NODE_ENV: 'test', MIDWAY_TS_MODE: 'false' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
