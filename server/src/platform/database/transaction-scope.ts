import { AsyncLocalStorage } from 'node:async_hooks';
import type { QueryRunner } from 'typeorm';

/** Which transaction the running code is inside of, if any. Follows the code through every `await`. */
const scope = new AsyncLocalStorage<{ readonly runner: QueryRunner }>();

export function insideTransaction<Result>(runner: QueryRunner, work: () => Promise<Result>): Promise<Result> {
  return scope.run({ runner }, work);
}

/** The query runner of the open transaction this code runs in, or null. */
export function currentTransaction(): QueryRunner | null {
  const runner = scope.getStore()?.runner;
  return runner?.isTransactionActive ? runner : null;
}
