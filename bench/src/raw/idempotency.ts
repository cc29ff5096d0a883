import type { Context } from 'koa';
import type { Pool, PoolConnection } from 'mysql2/promise';
import { createHash } from 'node:crypto';
import { Refusal } from './refusal';
import type { Actor } from './session';
import { inTransaction, select, write } from './sql';

interface IdempotentCall {
  readonly endpoint: string;
  readonly actor: Actor;
  readonly ctx: Context;
  readonly input: unknown;
}

/** Runs `work` once per key, in one transaction with the record of its answer. */
export async function once(
  pool: Pool,
  call: IdempotentCall,
  work: (tx: PoolConnection) => Promise<unknown>,
): Promise<string> {
  const { endpoint, actor, ctx, input } = call;
  const key = ctx.get('idempotency-key');
  if (!/^[\x21-\x7e]{8,80}$/.test(key)) throw new Refusal(400, 'IDEMPOTENCY_KEY_REQUIRED');
  const requestHash = createHash('sha256')
    .update(JSON.stringify([endpoint, input]))
    .digest('hex');
  const actorId = actor.kind === 'channel' ? actor.credentialId : actor.id;
  const [earlier] = await select<{ requestHash: string; answer: string }>(
    pool,
    'SELECT requestHash, answer FROM idempotency_record WHERE audience = ? AND actorId = ? AND `key` = ?',
    [actor.kind, actorId, key],
  );
  if (earlier && earlier.requestHash !== requestHash) throw new Refusal(409, 'IDEMPOTENCY_KEY_REUSED');
  if (earlier) return earlier.answer;
  return inTransaction(pool, async (tx) => {
    const answer = JSON.stringify(await work(tx));
    await write(
      tx,
      `INSERT INTO idempotency_record (audience, actorId, \`key\`, requestHash, endpoint, answer, createdAt)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [actor.kind, actorId, key, requestHash, endpoint, answer, new Date()],
    );
    return answer;
  });
}
