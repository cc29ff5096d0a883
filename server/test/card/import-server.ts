import 'reflect-metadata';
import { startServer } from '../../src/app';
import { serverModules } from '../../src/modules';
import { AppConfig } from '../../src/platform/config/config';

/** A server in a process of its own that works off queued imports and says how far it is; made to be killed. */
async function main(): Promise<void> {
  const server = await startServer({ config: new AppConfig(process.env), modules: serverModules });
  process.stdout.write(`listening ${server.url}\n`);
}

void main();
