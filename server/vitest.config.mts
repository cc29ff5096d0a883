import { defaultServerConditions, type UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';

const conditions = ['source', ...defaultServerConditions];

/** Vite's oxc writes the legacy decorators and the `design:*` metadata that Midway and TypeORM read. */
const oxc: UserConfig['oxc'] = {
  decorator: { legacy: true, emitDecoratorMetadata: true },
  assumptions: { setPublicClassFields: true },
  typescript: { removeClassFieldsWithoutInitializer: true },
};

export default defineConfig({
  oxc,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['test/kit/find-services.ts'],
    env: { NODE_ENV: 'test', MIDWAY_TS_MODE: 'false' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
