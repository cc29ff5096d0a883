import type { EndpointDefinition, EndpointInput, EndpointResponse } from '@lakeside/shared/kernel/endpoint';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { TypeORMDataSourceManager } from '@midwayjs/typeorm';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type RunningServer, startServer } from '../../src/app';
import { AppConfig, type Environment } from '../../src/platform/config/config';
import type { Class, ServerModule } from '../../src/platform/server-module';
import { type RunningDoubles, startDoubles } from '../doubles/start-doubles';
import { TestClock } from './test-clock';

export type TestDatabase = 'embedded' | 'mariadb';

export interface TestAppOptions {
  database: TestDatabase;
  /** All modules of the server when absent. List `platformModule` first. */
  modules?: readonly ServerModule[];
  /** Settings on top of the usual ones for tests. */
  environment?: Environment;
  /** Starts the doubles of the outside services and points the server at them: `app.doubles`. */
  withDoubles?: boolean;
}

export interface CallOptions<Entry extends EndpointDefinition> {
  token?: string;
  input?: EndpointInput<Entry>;
  idempotencyKey?: string;
  headers?: Record<string, string>;
}

/** A refusal as the server writes it. */
export interface ErrorBody {
  code: string;
  message: string;
  details: Record<string, unknown>;
  requestId: string;
}

export interface CallResult<Entry extends EndpointDefinition> {
  status: number;
  headers: Headers;
  /** The response; throws with the refusal when there was one. */
  readonly body: EndpointResponse<Entry>;
  /** The refusal; throws when there was none. */
  readonly error: ErrorBody;
}

export interface TestApp {
  readonly server: RunningServer;
  readonly url: string;
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly dataSource: DataSource;
  readonly dataDir: string;
  /** Throws without `withDoubles`. */
  readonly doubles: RunningDoubles;
  /** The one instance of a service. */
  get<Instance>(target: Class<Instance>): Promise<Instance>;
  /** Calls an endpoint over HTTP. Idempotent endpoints get a fresh key unless one is given. */
  call<Entry extends EndpointDefinition>(
    entry: Entry,
    options?: CallOptions<Entry>,
  ): Promise<CallResult<Entry>>;
  stop(): Promise<void>;
}

/** Starts a real HTTP server on a free port over a fresh, migrated database. */
export async function bootTestApp(options: TestAppOptions): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lakeside-test-'));
  const mariadb = options.database === 'mariadb' ? await createMariadbDatabase() : null;
  const clock = new TestClock();
  const doubles = options.withDoubles ? await startDoubles({ now: () => clock.now() }) : null;
  const removeData = async () => {
    await doubles?.stop();
    await mariadb?.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const config = new AppConfig({
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: mariadb?.url,
      LOG_LEVEL: 'error',
      WORKERS: '0',
      DRAIN_SECONDS: '1',
      ...doubles?.environment,
      ...options.environment,
    });
    const server = await startServer({
      config,
      clock,
      ...(options.modules ? { modules: options.modules } : {}),
    });
    const dataSource: DataSource = (await server.get(TypeORMDataSourceManager)).getDataSource('default');
    return {
      server,
      url: server.url,
      database: options.database,
      clock,
      dataSource,
      dataDir,
      get doubles() {
        if (!doubles) throw new Error('this app was started without doubles');
        return doubles;
      },
      get: (target) => server.get(target),
      call: (entry, callOptions) => callEndpoint(server.url, entry, callOptions ?? {}),
      stop: async () => {
        await server.stop();
        await removeData();
      },
    };
  } catch (error) {
    await removeData();
    throw error;
  }
}

/** What a suite sees of the app it runs against; usable inside tests and hooks only. */
export interface SuiteContext {
  readonly app: TestApp;
  readonly database: TestDatabase;
}

/**
 * Runs a suite once on the embedded database and once on MariaDB, each with an app and a database of its own.
 * Without MariaDB that half is skipped, and the run says so at its start.
 */
export function describeOnBothDatabases(
  name: string,
  options: Omit<TestAppOptions, 'database'>,
  suite: (context: SuiteContext) => void,
): void {
  for (const database of ['embedded', 'mariadb'] as const) {
    const isSkipped = database === 'mariadb' && 'reason' in inject('mariadb');
    describe.skipIf(isSkipped)(`${name} (${database})`, () => {
      let app: TestApp | null = null;
      beforeAll(async () => {
        app = await bootTestApp({ ...options, database });
      });
      afterAll(async () => {
        await app?.stop();
      });
      suite({
        database,
        get app() {
          if (!app) throw new Error('the app exists only inside tests and hooks');
          return app;
        },
      });
    });
  }
}

async function callEndpoint<Entry extends EndpointDefinition>(
  url: string,
  entry: Entry,
  options: CallOptions<Entry>,
): Promise<CallResult<Entry>> {
  const input: { params?: unknown; query?: unknown; body?: unknown } = options.input ?? {};
  const headers: Record<string, string> = { ...options.headers };
  if (options.token !== undefined) headers['authorization'] = `Bearer ${options.token}`;
  if (entry.idempotent) headers['idempotency-key'] ??= options.idempotencyKey ?? randomUUID();
  if (input.body !== undefined) headers['content-type'] ??= 'application/json';
  const response = await fetch(`${url}${fillPath(entry.path, input.params)}${queryOf(input.query)}`, {
    method: entry.method,
    headers,
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
  });
  const text = await response.text();
  return readResult(response, text);
}

function readResult<Entry extends EndpointDefinition>(response: Response, text: string): CallResult<Entry> {
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    get body() {
      if (!response.ok) throw new Error(`answered ${response.status}: ${text}`);
      return isJson ? JSON.parse(text) : text;
    },
    get error() {
      if (response.ok) throw new Error(`answered ${response.status}, not a refusal: ${text}`);
      return JSON.parse(text);
    },
  };
}

function fillPath(path: string, params: unknown): string {
  const values = new Map(Object.entries(params ?? {}));
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
}

function queryOf(query: unknown): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return given.length === 0 ? '' : `?${search.toString()}`;
}

async function createMariadbDatabase() {
  const found = inject('mariadb');
  if ('reason' in found) throw new Error(found.reason);
  const name = `lakeside_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const admin = async (sql: string) => {
    const connection = await createConnection({ uri: found.url });
    await connection.query(sql);
    await connection.end();
  };
  await admin(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
  return {
    url: `${found.url.replace(/\/$/, '')}/${name}`,
    drop: () => admin(`DROP DATABASE IF EXISTS ${name}`),
  };
}
