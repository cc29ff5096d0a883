import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { createHash } from 'node:crypto';
import { createHmac } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { randomHex } from '../random';

/** A setting is missing or malformed. The message is one sentence for the person who starts the server. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

const flag = v.pipe(
  v.picklist(['0', '1', 'true', 'false'], 'must be 0 or 1'),
  v.transform((value) => value === '1' || value === 'true'),
);

function integer(minimum: number, maximum: number) {
  const message = `must be a whole number from ${minimum} to ${maximum}`;
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, message),
    v.transform(Number),
    v.minValue(minimum, message),
    v.maxValue(maximum, message),
  );
}

const httpUrl = v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+/, 'must begin with http:// or https://'));

const environmentSchema = v.object({
  NODE_ENV: v.optional(
    v.picklist(['development', 'test', 'production'], 'must be development, test or production'),
    'development',
  ),
  HOST: v.optional(v.string(), '0.0.0.0'),
  PORT: v.optional(integer(0, 65_535), '7001'),
  PUBLIC_URL: v.optional(httpUrl),
  DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty')), '.data'),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^(mysql|mariadb):\/\/[^/]+\/[\w-]+/,
        'must look like mysql://user:password@host:3306/database',
      ),
    ),
  ),
  DATABASE_POOL: v.optional(integer(1, 500), '16'),
  REDIS_URL: v.optional(v.pipe(v.string(), v.regex(/^rediss?:\/\//, 'must look like redis://host:6379'))),
  SECRET_KEY: v.optional(v.pipe(v.string(), v.minLength(32, 'must have at least 32 characters'))),
  DEMO: v.optional(flag),
  TRUST_PROXY: v.optional(flag, '0'),
  CORS_ORIGINS: v.optional(v.string(), ''),
  UPLOAD_LIMIT_MB: v.optional(integer(1, 500), '20'),
  WEB_ROOT: v.optional(v.string()),
  DRAIN_SECONDS: v.optional(integer(0, 120), '10'),
  WORKERS: v.optional(flag, '1'),
  LOG_LEVEL: v.optional(
    v.picklist(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent'),
    'info',
  ),
});

/** Everything the process was told from outside, parsed once at the start. Inject it; never read `process.env` elsewhere. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AppConfig {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Where browsers and outside services reach this server, without a slash at the end. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Null means the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  /** Null means jobs and rate limits live in this process. */
  readonly redisUrl: string | null;
  /** The key from which every secret of the application is derived. */
  readonly secretKey: string;
  /** Demo data, simulated payment and shown SMS codes. Never true in production. */
  readonly demo: boolean;
  readonly trustProxy: boolean;
  readonly corsOrigins: readonly string[];
  readonly uploadLimitBytes: number;
  /** The folder that holds `miniapp-member`, `miniapp-channel`, `app-sales` and `web-admin`. */
  readonly webRoot: string;
  /** How long a stopping server waits for running requests, in seconds. */
  readonly drainSeconds: number;
  /** Whether this process delivers the outbox and runs jobs on its own; off in tests, which do it step by step. */
  readonly workers: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** The environment as given, for modules that parse their own block of settings with `parseSettings`. */
  readonly environment: Environment;

  constructor(environment: Environment) {
    const values = parseSettings(environmentSchema, environment);
    this.environment = environment;
    this.production = values.NODE_ENV === 'production';
    this.demo = values.DEMO ?? !this.production;
    if (this.production && this.demo) {
      throw new ConfigError(
        'DEMO=1 is refused with NODE_ENV=production: demo data and simulated payment must never reach customers.',
      );
    }
    this.host = values.HOST;
    this.port = values.PORT;
    this.publicUrl = (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, '');
    this.dataDir = resolve(values.DATA_DIR);
    this.databaseUrl = values.DATABASE_URL ?? null;
    this.databasePool = values.DATABASE_POOL;
    this.redisUrl = values.REDIS_URL ?? null;
    this.trustProxy = values.TRUST_PROXY;
    this.corsOrigins = values.CORS_ORIGINS.split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== '');
    this.uploadLimitBytes = values.UPLOAD_LIMIT_MB * 1024 * 1024;
    this.webRoot = resolve(values.WEB_ROOT ?? join(__dirname, '../../../..'));
    this.drainSeconds = values.DRAIN_SECONDS;
    this.workers = values.WORKERS;
    this.logLevel = values.LOG_LEVEL;
    this.secretKey = values.SECRET_KEY ?? this.localSecretKey();
  }

  /** Tells this installation from others that use the same Redis. */
  get installationId(): string {
    return createHash('sha256')
      .update(this.databaseUrl ?? this.dataDir)
      .digest('hex')
      .slice(0, 12);
  }

  /** The embedded database's file. */
  get databaseFile(): string {
    return join(this.dataDir, 'lakeside.db');
  }

  /** A key for one purpose, derived from SECRET_KEY, so that no two parts of the application share one. */
  keyFor(purpose: string): Buffer {
    return createHmac('sha256', this.secretKey).update(purpose).digest();
  }

  private localSecretKey(): string {
    if (this.production)
      throw new ConfigError(
        'SECRET_KEY is required with NODE_ENV=production (at least 32 random characters).',
      );
    mkdirSync(this.dataDir, { recursive: true });
    const file = join(this.dataDir, 'secret.key');
    try {
      // 'wx' lets exactly one of several starting processes create the key; the others read it.
      writeFileSync(file, randomHex(32), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    return readFileSync(file, 'utf8').trim();
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Parses one block of settings from the environment; an empty value counts as absent.
 * Throws ConfigError naming the first wrong setting.
 */
export function parseSettings<Schema extends v.GenericSchema>(
  schema: Schema,
  environment: Environment,
): v.InferOutput<Schema> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = v.safeParse(schema, given);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const name = v.getDotPath(issue) ?? 'The environment';
  const reason = issue.received === 'undefined' ? 'is required' : issue.message;
  throw new ConfigError(`${name} ${reason}.`);
}
