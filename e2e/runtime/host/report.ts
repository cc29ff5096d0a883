import type { ApiCall, Problem, ProblemKind, SetDataEntry } from '../protocol';

/** What has happened since the program started; Node collects it. */
export const report = {
  problems: [] as Problem[],
  calls: [] as ApiCall[],
  setData: [] as SetDataEntry[],
};

let currentPage = 'app';

/** Whoever reports from now on stands on this page. */
export function standOn(page: string): void {
  currentPage = page;
}

export function standingOn(): string {
  return currentPage;
}

export function addProblem(kind: ProblemKind, message: string, where = currentPage): void {
  report.problems.push({ kind, where, message });
}

export function addCall(name: string, args: readonly unknown[]): void {
  report.calls.push({ name, page: currentPage, args: args.map(describe) });
}

/** An error in words, with the line it comes from. */
export function wordsOf(error: unknown): string {
  if (error instanceof Error) {
    const place = /at .*?((?:[\w-]+\/)*[\w.-]+\.js:\d+:\d+)/.exec(error.stack ?? '');
    return `${error.name}: ${error.message}${place ? ` (${String(place[1])})` : ''}`;
  }
  return typeof error === 'object' ? JSON.stringify(describe(error)) : String(error);
}

/** Plain data of an argument: no functions, binary data as its size. */
function describe(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return `<${value.byteLength} bytes>`;
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (Array.isArray(value)) return value.map(describe);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null)
    return `<${value.constructor.name}>`;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => typeof field !== 'function')
      .map(([key, field]) => [key, describe(field)]),
  );
}
