import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { createServer, createServerModuleRunner, defaultServerConditions } from 'vite';

// Vite runs the TypeScript as vitest does, except that it gives a module no CommonJS names.
const file = resolve(process.argv[2]);
globalThis.require = createRequire(file);
globalThis.__filename = file;
globalThis.__dirname = dirname(file);

const conditions = ['source', ...defaultServerConditions];
const server = await createServer({
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  oxc: {
    decorator: { legacy: true, emitDecoratorMetadata: true },
    assumptions: { setPublicClassFields: true },
    typescript: { removeClassFieldsWithoutInitializer: true },
  },
  resolve: { conditions },
  ssr: { resolve: { conditions }, noExternal: ['@lakeside/shared'] },
});
// The runner stays open, since the server imports some modules only when it needs them.
await createServerModuleRunner(server.environments.ssr, { hmr: false }).import(file);
