import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RowDataPacket } from 'mysql2/promise';
import { type BulkResult, runBulk } from './bulk';
import { type ChildServer, processorMs, startChild } from './child-server';
import { assertBooksBalance, assertSameAnswers, assertSameWrites } from './compare';
import { type BenchDatabase, createDatabase } from './database';
import { loadLibrary, loadPreparedCards } from './fixture/load-cards';
import { loadPeople } from './fixture/load-people';
import type { FixtureSize } from './fixture/fixture-plan';
import { connections, sendRound } from './load-run';
import { type Operation, operations } from './operations';
import {
  formatReport,
  machineName,
  type MeasuredRound,
  type OperationResult,
  type Report,
  toResult,
} from './report';

const root = join(__dirname, '../..');
const settings = {
  serverUrl: process.env['BENCH_MARIADB_URL'] ?? 'mysql://root@127.0.0.1:3306',
  cardCount: Number(process.env['BENCH_CARDS'] ?? 1_000_000),
  rounds: Number(process.env['BENCH_ROUNDS'] ?? 5),
  bulkCards: Number(process.env['BENCH_BULK'] ?? 10_000),
  profileFolder: process.env['BENCH_PROFILE'] ?? null,
  only: process.env['BENCH_ONLY'] ?? '',
  pool: 16,
  amounts: { write: 1_000, read: 1_500 },
  warmUp: 320,
} as const;

function say(line: string): void {
  process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}

function fixtureSize(): FixtureSize {
  // Two programs, their warm-up and comparison, and one call ahead per connection each time.
  const perOperation =
    2 * (settings.rounds * (settings.amounts.write + connections) + settings.warmUp + connections + 1);
  return {
    cardCount: settings.cardCount,
    spreadActivations: perOperation,
    narrowActivations: perOperation,
    redeemableCards: perOperation,
    bulkCards: settings.bulkCards,
  };
}

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lakeside-bench-'));
  const database = await createDatabase(settings.serverUrl);
  const children: ChildServer[] = [];
  const started = async (child: Promise<ChildServer>): Promise<ChildServer> => {
    children.push(await child);
    return child;
  };
  try {
    const server = await started(startServer({ database, dataDir, workers: false }));
    const size = fixtureSize();
    await loadFixture(database, size);
    const raw = await started(startChild([join(__dirname, 'raw/main.js')], poolEnvironment(database)));
    const report = await measure({ database, server, raw, size });
    if (settings.rounds === 0) return;
    await server.stop();
    await raw.stop();
    const bulk = await measureBulk(size, database, () =>
      started(startServer({ database, dataDir, workers: true })),
    );
    await assertBooksBalance(database.connection);
    say('the books balance');
    await save({ ...report, bulk });
  } finally {
    for (const child of children) await child.stop();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function poolEnvironment(database: BenchDatabase): Record<string, string> {
  return { NODE_ENV: 'production', DATABASE_URL: database.url, DATABASE_POOL: String(settings.pool) };
}

interface ServerOptions {
  readonly database: BenchDatabase;
  readonly dataDir: string;
  /** Deliveries and jobs belong to no request; they would be counted as the cost of whichever is measured beside them. */
  readonly workers: boolean;
}

function startServer({ database, dataDir, workers }: ServerOptions): Promise<ChildServer> {
  const { profileFolder } = settings;
  const profiling = profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  return startChild([...profiling, join(root, 'server/dist/main.js')], {
    ...poolEnvironment(database),
    DATA_DIR: dataDir,
    SECRET_KEY: 'only-for-measuring-on-this-machine-0',
    LOG_LEVEL: 'warn',
    WORKERS: workers ? '1' : '0',
    // Production asks for these; nothing measured sends a message or types a password.
    SMS_GATEWAY_URL: 'http://127.0.0.1:9',
    SMS_GATEWAY_KEY: 'unused-by-the-measurement',
    ADMIN_INITIAL_PASSWORD: 'bench-only-2026',
  });
}

async function loadFixture(database: BenchDatabase, size: FixtureSize): Promise<void> {
  const { connection } = database;
  await loadPeople(connection);
  await loadLibrary(connection, size, (done) => say(`${done} of ${size.cardCount} cards`));
  await loadPreparedCards(connection, size);
  await connection.query(
    'ANALYZE TABLE card, card_movement, card_activation, card_document_item, document, document_step, member, channel',
  );
  say('fixture ready');
}

interface Bench {
  readonly database: BenchDatabase;
  readonly server: ChildServer;
  readonly raw: ChildServer;
  readonly size: FixtureSize;
}

async function measure({ database, server, raw, size }: Bench): Promise<Omit<Report, 'bulk'>> {
  const measured = operations(size, settings.amounts).filter(({ name }) => name.includes(settings.only));
  const urls = { server: server.url, raw: raw.url };
  const ofKind = (kind: Operation['kind']) => measured.filter((operation) => operation.kind === kind);
  await assertSameAnswers(ofKind('read'), urls);
  await assertSameWrites(ofKind('write'), urls, database.connection);
  say('both programs answer and write alike');
  const loadAverage = loadavg().map((load) => Math.round(load * 10) / 10);
  const results: OperationResult[] = [];
  for (const operation of settings.rounds === 0 ? [] : measured)
    results.push(await measureOperation(operation, { server, raw }));
  return {
    at: new Date().toISOString(),
    machine: machineName(),
    database: await databaseVersion(database),
    connections,
    pool: settings.pool,
    cardCount: size.cardCount,
    rounds: settings.rounds,
    loadAverage,
    operations: results,
  };
}

/** The long documents need a server that runs jobs; the news of the rounds before is not theirs to deliver. */
async function measureBulk(
  size: FixtureSize,
  { connection }: BenchDatabase,
  start: () => Promise<ChildServer>,
): Promise<BulkResult[]> {
  if (settings.bulkCards === 0) return [];
  await connection.query('TRUNCATE outbox_message');
  return runBulk(await start(), size);
}

/** Rounds against one and the other program in turn, the first of each pair changing, so that noise falls on both. */
async function measureOperation(
  operation: Operation,
  programs: { server: ChildServer; raw: ChildServer },
): Promise<OperationResult> {
  const round = async (program: 'server' | 'raw', amount: number): Promise<MeasuredRound> => {
    const { url, pid } = programs[program];
    const before = await processorMs(pid);
    const sent = await sendRound(url, amount, operation.nextCall);
    const after = await processorMs(pid);
    return { ...sent, processorMs: before === null || after === null ? null : after - before };
  };
  for (const program of ['server', 'raw'] as const) await round(program, settings.warmUp);
  const rounds = [];
  for (let index = 0; index < settings.rounds; index += 1) {
    const serverFirst = index % 2 === 0;
    const first = await round(serverFirst ? 'server' : 'raw', operation.amount);
    const second = await round(serverFirst ? 'raw' : 'server', operation.amount);
    rounds.push(serverFirst ? { server: first, raw: second } : { server: second, raw: first });
  }
  const result = toResult(operation, rounds);
  say(
    `${result.name}: ${result.server.perSecond} / ${result.raw.perSecond} = ${result.ratio}, CPU ${result.server.processorMsPerRequest} / ${result.raw.processorMsPerRequest} ms`,
  );
  const errors = result.server.errors + result.raw.errors;
  if (errors > 0) say(`${errors} errors`);
  return result;
}

async function databaseVersion({ connection }: BenchDatabase): Promise<string> {
  const [rows] = await connection.query<(RowDataPacket & { version: string })[]>(
    'SELECT VERSION() AS version',
  );
  return rows[0]?.version ?? 'unknown';
}

async function save(report: Report): Promise<void> {
  const folder = join(root, 'bench/results');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'latest.json'), `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`\n${formatReport(report)}`);
  if (report.operations.some(({ server, raw }) => server.errors + raw.errors > 0)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
