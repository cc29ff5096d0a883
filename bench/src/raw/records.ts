import type { Context } from 'koa';
import type { PoolConnection } from 'mysql2/promise';
import { randomUUID } from 'node:crypto';
import type { Actor } from './session';
import { select, type Source, write } from './sql';
import { toIso } from './time';

/** What every use case writes beside its own rows. */
export interface StepInput {
  readonly kind: string;
  readonly id: number;
  readonly action: string;
  readonly note: string | null;
  readonly at: Date;
}

export async function addStep(tx: PoolConnection, actor: Actor, step: StepInput): Promise<void> {
  await write(
    tx,
    'INSERT INTO document_step (kind, documentId, action, actorName, note, at) VALUES (?, ?, ?, ?, ?, ?)',
    [step.kind, step.id, step.action, actor.name, step.note, step.at],
  );
}

export async function stepsOf(tx: PoolConnection, kind: string, id: number) {
  const steps = await select<{ action: string; actorName: string; note: string | null; at: Date }>(
    tx,
    'SELECT action, actorName, note, at FROM document_step WHERE kind = ? AND documentId = ? ORDER BY id',
    [kind, id],
  );
  return steps.map((step) => ({ ...step, at: toIso(step.at) }));
}

export async function recordAudit(
  tx: PoolConnection,
  who: { actor: Actor; ctx: Context },
  entry: { action: string; kind: string; id: number; label: string; after: unknown; at: Date },
): Promise<void> {
  const { actor, ctx } = who;
  await write(
    tx,
    `INSERT INTO audit_entry (actorKind, actorId, actorName, action, targetKind, targetId, targetLabel, \`before\`, \`after\`,
                              requestId, ip, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?)`,
    [
      actor.kind,
      actor.id,
      actor.name,
      entry.action,
      entry.kind,
      String(entry.id),
      entry.label,
      JSON.stringify(entry.after),
      randomUUID(),
      ctx.ip,
      entry.at,
    ],
  );
}

export interface News {
  readonly topic: string;
  readonly handler: string;
  readonly payload: unknown;
}

/** News, each for one handler; whoever delivers it is not part of the run. */
export async function addNews(tx: PoolConnection, news: readonly News[], at: Date): Promise<void> {
  const rows = news.map(({ topic, handler, payload }) => [
    topic,
    handler,
    JSON.stringify(payload),
    'pending',
    0,
    at,
    at,
  ]);
  await write(
    tx,
    'INSERT INTO outbox_message (topic, handler, payload, status, attempts, dueAt, createdAt) VALUES ?',
    [rows],
  );
}

export interface ChannelRef {
  readonly id: number;
  readonly name: string;
  readonly level: number;
}

/** Channels by id. */
export async function channelRefs(
  source: Source,
  ids: readonly (number | null)[],
): Promise<Map<number, ChannelRef>> {
  const wanted = distinct(ids);
  if (wanted.length === 0) return new Map();
  const rows = await select<ChannelRef>(source, 'SELECT id, name, level FROM channel WHERE id IN (?)', [
    wanted,
  ]);
  return new Map(rows.map((row) => [row.id, { ...row }]));
}

/** Names by id from a table with such columns. */
export async function namesOf(
  source: Source,
  from: 'SELECT id, name FROM card_product' | 'SELECT id, nickname AS name FROM member',
  ids: readonly (number | null)[],
): Promise<Map<number, string>> {
  const wanted = distinct(ids);
  if (wanted.length === 0) return new Map();
  const rows = await select<{ id: number; name: string }>(source, `${from} WHERE id IN (?)`, [wanted]);
  return new Map(rows.map((row) => [row.id, row.name]));
}

export interface DocumentRef {
  readonly kind: string;
  readonly id: number;
}

/** Numbers of documents by `<kind>:<id>`. */
export async function documentNumbers(
  source: Source,
  refs: readonly DocumentRef[],
): Promise<Map<string, string>> {
  const numbers = new Map<string, string>();
  for (const kind of new Set(refs.map((ref) => ref.kind))) {
    const ids = distinct(refs.filter((ref) => ref.kind === kind).map((ref) => ref.id));
    const rows = await select<{ documentId: number; number: string }>(
      source,
      'SELECT documentId, number FROM document WHERE kind = ? AND documentId IN (?)',
      [kind, ids],
    );
    for (const row of rows) numbers.set(`${kind}:${row.documentId}`, row.number);
  }
  return numbers;
}

function distinct(ids: readonly (number | null)[]): number[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
