import { BootstrapStarter } from '@midwayjs/bootstrap';
import { bindContainer, getProviderUUId, MidwayContainer, MidwayFrameworkService } from '@midwayjs/core';
import { Framework } from '@midwayjs/koa';
import { TypeORMDataSourceManager } from '@midwayjs/typeorm';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { createConfiguration } from './configuration';
import { serverModules } from './modules';
import { Clock } from './platform/clock';
import { AppConfig, ConfigError } from './platform/config/config';
import { BackgroundWork } from './platform/jobs/background-work';
import type { Class, ServerModule } from './platform/server-module';

export interface StartOptions {
  /** Read from the environment when absent. */
  config?: AppConfig;
  /** All modules when absent. */
  modules?: readonly ServerModule[];
  /** The real time when absent. */
  clock?: Clock;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly config: AppConfig;
  /** The one instance of a provided class. */
  get<Instance>(target: Class<Instance>): Promise<Instance>;
  /** Lets running requests finish, then stops jobs and closes the database. May be called twice. */
  stop(): Promise<void>;
}

const keepAliveMs = 65_000;

/** Starts one server: opens the database, migrates it, binds every endpoint, listens. Throws when any of it fails. */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const config = options.config ?? new AppConfig(process.env);
  const container = new MidwayContainer();
  container.registerObject(getProviderUUId(AppConfig), config);
  if (options.clock) container.registerObject(getProviderUUId(Clock), options.clock);
  const starter = new BootstrapStarter();
  // Midway would let this variable of a server started earlier override the port.
  delete process.env['MIDWAY_HTTP_PORT'];
  starter.configure({
    appDir: join(__dirname, '..'),
    baseDir: __dirname,
    applicationContext: container,
    imports: [createConfiguration(config, options.modules ?? serverModules)],
  });
  const stopContainer = async () => {
    // Midway would look for what to stop in a register that the servers of one process share: none of it is found for sure.
    const dataSources = await container.getAsync(TypeORMDataSourceManager);
    await dataSources.stop();
    bindContainer(container);
    await starter.stop();
  };
  try {
    await starter.run();
    const server = await httpServer(container);
    const backgroundWork: BackgroundWork = await container.getAsync(getProviderUUId(BackgroundWork));
    const port = await listen(server, config);
    backgroundWork.start();
    let stopping: Promise<void> | null = null;
    const stop = async () => {
      await Promise.all([drain(server, config.drainSeconds), backgroundWork.stop()]);
      await stopContainer();
    };
    return {
      url: `http://127.0.0.1:${port}`,
      port,
      config,
      get: (target) => container.getAsync(getProviderUUId(target)),
      stop: () => (stopping ??= stop()),
    };
  } catch (error) {
    await stopContainer().catch(() => undefined);
    throw explainDatabaseFailure(error) ?? error;
  }
}

async function httpServer(container: MidwayContainer): Promise<Server> {
  const frameworks = await container.getAsync(MidwayFrameworkService);
  const framework = frameworks.getMainFramework();
  if (!(framework instanceof Framework)) throw new Error('the koa framework did not start');
  return framework.getServer();
}

const databaseFailures: ReadonlyMap<unknown, string> = new Map([
  ['ECONNREFUSED', 'nothing listens there'],
  ['ENOTFOUND', 'the host is unknown'],
  ['ETIMEDOUT', 'the host does not answer'],
  ['ER_ACCESS_DENIED_ERROR', 'the user or password is wrong'],
  ['ER_DBACCESS_DENIED_ERROR', 'the user may not use this database'],
  ['ER_BAD_DB_ERROR', 'the database does not exist; create it with CHARACTER SET utf8mb4'],
]);

/** One sentence for the usual reasons why the database cannot be opened; null for anything else. */
function explainDatabaseFailure(error: unknown): ConfigError | null {
  const reason = error instanceof Error && 'code' in error ? databaseFailures.get(error.code) : undefined;
  return reason === undefined || !(error instanceof Error)
    ? null
    : new ConfigError(`DATABASE_URL cannot be opened: ${reason} (${error.message}).`);
}

function listen(server: Server, config: AppConfig): Promise<number> {
  // Longer than a proxy keeps its connections, so that it never sends a request down one just being closed.
  server.keepAliveTimeout = keepAliveMs;
  server.headersTimeout = keepAliveMs + 1000;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new ConfigError(`PORT ${config.port} is already in use.`) : error);
    });
    server.listen(config.port, config.host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : config.port);
    });
  });
}

/** Takes no new connection and waits for running requests; after the time given, the rest is cut off. */
async function drain(server: Server, seconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A kept-alive connection falls idle when its request is answered, so idle ones are closed again and again.
  const closeIdle = setInterval(() => server.closeIdleConnections(), 50);
  const cutOff = setTimeout(() => server.closeAllConnections(), seconds * 1000);
  await closed;
  clearInterval(closeIdle);
  clearTimeout(cutOff);
}
