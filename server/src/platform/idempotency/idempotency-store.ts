import { commonError } from '@lakeside/shared/kernel/app-error';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, LessThan } from 'typeorm';
import { Clock } from '../clock';
import { affectedRows, type Tx } from '../database/dialect';
import { type Actor, actorIdOf } from '../http/actor';
import { IdempotencyRecord } from './idempotency-record.entity';

const keepMs = 7 * 24 * 60 * 60 * 1000;

/** Remembers the answers of idempotent requests, in the transaction that did the work. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class IdempotencyStore {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;

  /** The stored answer for this request, or null. Throws IDEMPOTENCY_KEY_REUSED when the key came with another request. */
  async find(actor: Actor): Promise<string | null> {
    const { idempotency } = actor.request;
    if (!idempotency) return null;
    const record = await this.dataSource
      .getRepository(IdempotencyRecord)
      .findOneBy({ audience: actor.kind, actorId: actorIdOf(actor), key: idempotency.key });
    if (!record) return null;
    if (record.requestHash !== idempotency.requestHash) throw commonError('IDEMPOTENCY_KEY_REUSED');
    return record.answer;
  }

  /** Stores the answer. A twin that got there first makes the unique index refuse, which rolls this transaction back. */
  async save(tx: Tx, actor: Actor, result: unknown): Promise<string> {
    const { idempotency, endpointName } = actor.request;
    if (!idempotency) throw new Error('not an idempotent request');
    const answer = JSON.stringify(result ?? null);
    await tx.insert(IdempotencyRecord, {
      audience: actor.kind,
      actorId: actorIdOf(actor),
      key: idempotency.key,
      requestHash: idempotency.requestHash,
      endpoint: endpointName,
      answer,
      createdAt: this.clock.now(),
    });
    return answer;
  }

  /** Forgets answers older than a week; returns how many. */
  async purge(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - keepMs);
    return affectedRows(
      await this.dataSource.getRepository(IdempotencyRecord).delete({ createdAt: LessThan(before) }),
    );
  }
}
