import type { Context } from 'koa';
import type { Pool } from 'mysql2/promise';
import { createHash } from 'node:crypto';
import { Refusal } from './refusal';
import { select } from './sql';

export interface Actor {
  readonly kind: 'member' | 'channel' | 'admin';
  /** The member, channel or back-office user. */
  readonly id: number;
  readonly credentialId: number;
  readonly name: string;
  /** Of a channel; 0 for everybody else. */
  readonly level: number;
}

/** Who asks, and the request they ask with. */
export interface Asking {
  readonly actor: Actor;
  readonly ctx: Context;
}

interface SessionRow {
  readonly credentialId: number;
  readonly audience: Actor['kind'];
  readonly subjectId: number;
  readonly isAlive: number;
}

interface Subject {
  readonly name: string;
  readonly level: number;
  readonly status: string;
}

const subjectSql: Readonly<Record<Actor['kind'], string>> = {
  member: 'SELECT nickname AS name, 0 AS level, status FROM member WHERE id = ?',
  channel: 'SELECT name, level, status, l1Subtype FROM channel WHERE id = ?',
  admin: "SELECT name, 0 AS level, 'active' AS status, permissions FROM admin_user WHERE id = ?",
};

/** Who asks; throws 401 and 403 like the server. */
export async function authenticate(pool: Pool, ctx: Context, audience: Actor['kind']): Promise<Actor> {
  const token = /^Bearer ([\w.~+/=-]{1,200})$/.exec(ctx.get('authorization'))?.[1];
  if (!token) throw new Refusal(401, 'NOT_LOGGED_IN');
  const [session] = await select<SessionRow>(
    pool,
    `SELECT session.id AS sessionId, credential.id AS credentialId, credential.audience, credential.subjectId,
            CASE WHEN token.expiresAt > ? AND session.revokedAt IS NULL AND credential.status = 'active'
              THEN 1 ELSE 0 END AS isAlive
     FROM session_token token
     JOIN login_session session ON session.id = token.sessionId
     JOIN credential ON credential.id = session.credentialId
     WHERE token.tokenHash = ? AND token.kind = 'access'`,
    [new Date(), createHash('sha256').update(token).digest('hex')],
  );
  if (!session) throw new Refusal(401, 'NOT_LOGGED_IN');
  if (session.isAlive !== 1) throw new Refusal(401, 'SESSION_EXPIRED');
  if (session.audience !== audience) throw new Refusal(403, 'FORBIDDEN');
  const [subject] = await select<Subject>(pool, subjectSql[audience], [session.subjectId]);
  if (subject?.status !== 'active') throw new Refusal(401, 'SESSION_EXPIRED');
  const { credentialId, subjectId: id } = session;
  return { kind: audience, id, credentialId, name: subject.name, level: subject.level };
}
