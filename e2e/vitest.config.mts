import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const conditions = ['source', ...defaultServerConditions];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Every file has a server, a data folder and a browser of its own.
    maxWorkers: 3,
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
