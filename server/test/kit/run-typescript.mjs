import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { defaultServerConditions, runnerImport } from 'vite';

// Vite runs the TypeScript as vitest does, except that it gives a module no CommonJS names.
const file = resolve(process.argv[2]);
globalThis.require = createRequire(file);
globalThis.__filename = file;
globalThis.__dirname = dirname(file);

const conditions = ['source', ...defaultServerConditions];
await runnerImport(file, {
  configFile: false,
  logLevel: 'error',
  oxc: {
    decorator: { legacy: true, emitDecoratorMetadata: true },
    assumptions: { setPublicClassFields: true },
    typescript: { removeClassFieldsWithoutInitializer: true },
  },
  resolve: { conditions },
  ssr: { resolve: { conditions } },
});
