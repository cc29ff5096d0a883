import { cpus } from 'node:os';
import type { BulkResult } from './bulk';
import type { Operation } from './operations';
import type { Round } from './load-run';

/** One program's rounds of one operation together. */
export interface Measured {
  readonly requests: number;
  readonly errors: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Processor time of the program alone, without database and load generator; null where the system does not tell. */
  readonly processorMsPerRequest: number | null;
}

/** A round with the processor time the program used in it. */
export interface MeasuredRound extends Round {
  readonly processorMs: number | null;
}

export interface OperationResult {
  readonly name: string;
  readonly kind: Operation['kind'];
  readonly target: number;
  readonly server: Measured;
  readonly raw: Measured;
  /** Server over raw, requests a second. */
  readonly ratio: number;
  /** The same ratio in each round, which shows the noise. */
  readonly ratioByRound: readonly number[];
}

export interface Report {
  readonly at: string;
  readonly machine: string;
  readonly database: string;
  readonly connections: number;
  readonly pool: number;
  readonly cardCount: number;
  readonly rounds: number;
  readonly loadAverage: readonly number[];
  readonly operations: readonly OperationResult[];
  readonly bulk: readonly BulkResult[];
}

const targets = { write: 0.8, read: 0.7 } as const;

export function toResult(
  operation: Operation,
  rounds: readonly { server: MeasuredRound; raw: MeasuredRound }[],
): OperationResult {
  const server = together(rounds.map((round) => round.server));
  const raw = together(rounds.map((round) => round.raw));
  return {
    name: operation.name,
    kind: operation.kind,
    target: targets[operation.kind],
    server,
    raw,
    ratio: hundredths(server.perSecond / raw.perSecond),
    ratioByRound: rounds.map((round) => hundredths(perSecond(round.server) / perSecond(round.raw))),
  };
}

function together(rounds: readonly MeasuredRound[]): Measured {
  const latencies = rounds.flatMap((round) => round.latenciesMs).sort((left, right) => left - right);
  const requests = latencies.length;
  const seconds = rounds.reduce((sum, round) => sum + round.seconds, 0);
  const isKnown = rounds.every((round) => round.processorMs !== null);
  const processorMs = rounds.reduce((sum, round) => sum + (round.processorMs ?? 0), 0);
  return {
    requests,
    errors: rounds.reduce((sum, round) => sum + round.errors, 0),
    perSecond: Math.round(requests / seconds),
    p50Ms: hundredths(latencies[Math.floor(requests * 0.5)] ?? 0),
    p95Ms: hundredths(latencies[Math.floor(requests * 0.95)] ?? 0),
    processorMsPerRequest: isKnown ? hundredths(processorMs / requests) : null,
  };
}

function perSecond(round: Round): number {
  return round.requests / round.seconds;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

export function machineName(): string {
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model ?? 'unknown'}, Node ${process.version}`;
}

/** The report as Markdown tables. */
export function formatReport(report: Report): string {
  const operations = report.operations.map(
    ({ name, server, raw, ratio, target, ratioByRound }) =>
      `| ${name} | ${server.perSecond} | ${raw.perSecond} | ${ratio.toFixed(2)} | ${target} ${ratio >= target ? '✓' : '✗'} | ` +
      `${Math.min(...ratioByRound).toFixed(2)} … ${Math.max(...ratioByRound).toFixed(2)} | ${server.p50Ms} / ${server.p95Ms} | ` +
      `${raw.p50Ms} / ${raw.p95Ms} | ${server.processorMsPerRequest ?? '–'} / ${raw.processorMsPerRequest ?? '–'} | ${server.errors + raw.errors} |`,
  );
  const bulk = report.bulk.map(
    ({ name, seconds, peakMemoryMb }) => `| ${name} | ${seconds} | ${peakMemoryMb ?? '–'} |`,
  );
  return [
    `${report.at} · ${report.machine} · ${report.database} · ${report.cardCount} cards · ${report.connections} connections · ` +
      `pool ${report.pool} · ${report.rounds} rounds · load average before ${report.loadAverage.join(' ')}`,
    '',
    '| operation | server req/s | raw req/s | ratio | target | per round | server p50 / p95 ms | raw p50 / p95 ms | CPU ms/req | errors |',
    '| --- | --: | --: | --: | --- | --- | --: | --: | --: | --: |',
    ...operations,
    '',
    ...(bulk.length === 0
      ? []
      : ['| bulk through the API | seconds | peak RSS MB |', '| --- | --: | --: |', ...bulk]),
    '',
  ].join('\n');
}
