import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A property over every character may take its time on a busy machine.
    testTimeout: 60_000,
    environment: 'node',
    setupFiles: ['../tooling/property-runs.ts'],
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
  },
});
