import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { randomInt } from 'node:crypto';
import type { Actor } from '../http/actor';
import { IdempotencyStore } from '../idempotency/idempotency-store';
import { isTransientFailure, type Tx } from './dialect';
import { currentTransaction } from './transaction-scope';

export type { Tx } from './dialect';

const maxAttempts = 6;
const firstPauseMs = 8;

/** Runs one use case in one transaction. The only place that opens transactions for features. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class TransactionService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly idempotency: IdempotencyStore;
  private readonly commitListeners: (() => void)[] = [];

  /**
   * Runs `work` in a transaction and commits when it returns; any throw rolls everything back. Deadlocks and lock waits
   * are retried, so `work` may run several times and must change nothing but the database through `tx`.
   *
   * For an idempotent endpoint the result is stored in the same transaction as the answer to repeat, so such a use case
   * is exactly one `run` whose result is the response. Throws when called inside another transaction.
   */
  async run<Result>(actor: Actor, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const key = actor.request.idempotency;
    if (key?.answer !== undefined)
      throw new Error(
        `${actor.request.endpointName} ran a second transaction; one idempotent use case is one run.`,
      );
    const { result, answer } = await this.retry(async (tx) => {
      const value = await work(tx);
      return { result: value, answer: key ? await this.idempotency.save(tx, actor, value) : undefined };
    });
    if (key) key.answer = answer;
    for (const notify of this.commitListeners) notify();
    return result;
  }

  /** Is told after each commit; used to deliver new messages without waiting for the next poll. */
  onCommit(listener: () => void): void {
    this.commitListeners.push(listener);
  }

  /** A short transaction of the platform's own, without an actor: number blocks, leases. */
  async retry<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    this.refuseNesting();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.dataSource.transaction(work);
      } catch (error) {
        if (attempt === maxAttempts || !isTransientFailure(error)) throw error;
        await pause(randomInt(firstPauseMs, firstPauseMs * 2 ** attempt));
      }
    }
  }

  /** Throws inside a transaction: for work that must come before it. */
  refuseNesting(): void {
    if (currentTransaction())
      throw new Error('A transaction was opened inside another one; pass `tx` down instead.');
  }
}
