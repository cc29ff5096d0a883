import { AppError, commonError, commonErrors } from '@lakeside/shared/kernel/app-error';
import type { EndpointDefinition } from '@lakeside/shared/kernel/endpoint';
import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Context } from '@midwayjs/koa';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { AppConfig } from '../config/config';
import { IdempotencyStore } from '../idempotency/idempotency-store';
import { Logger } from '../observability/logger';
import type { Actor, CallbackActor, IdempotencyRequest, RequestContext } from './actor';
import { authorize } from './authorize';
import type { BoundEndpoint } from './endpoint-table';
import { parseInput, parseQuery } from './parse-input';
import { parseJson, readBody } from './read-body';
import type { FileDownload } from './serve';
import { SessionResolvers } from './session-resolver';
import { receiveUpload, type ReceivedUpload } from './upload';

/** A controller's method as the dispatcher calls it; `@Serve` has made the compiler check its real types. */
type ControllerMethod = (actor: Actor, input: Record<string, unknown>) => Promise<unknown>;

interface Received {
  readonly rawBody: string;
  readonly body: unknown;
}

/** Midway's type says that a route handler returns nothing, yet it awaits what it returns. */
export type RouteHandler = (ctx: Context) => unknown;

/** Takes each request to its endpoint from who is asking to the answer. One way for all endpoints, so no check can be forgotten. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class Dispatcher {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly sessions: SessionResolvers;
  @Inject() private readonly idempotency: IdempotencyStore;
  @Inject() private readonly logger: Logger;
  private requestHashKey: Buffer;

  @Init()
  async init(): Promise<void> {
    this.requestHashKey = this.config.keyFor('request-hash');
  }

  /** The route handler of one endpoint. */
  handlerFor(endpoint: BoundEndpoint, controller: object): RouteHandler {
    const method: unknown = Reflect.get(controller, endpoint.methodName);
    if (typeof method !== 'function')
      throw new Error(`${endpoint.name} has no method ${endpoint.methodName}`);
    const call: ControllerMethod = (actor, input) => Reflect.apply(method, controller, [actor, input]);
    return async (ctx) => {
      ctx.state['endpointName'] = endpoint.name;
      if (endpoint.entry.kind === 'upload') await this.handleUpload(endpoint, call, ctx);
      else await this.handleJson(endpoint, call, ctx);
    };
  }

  private async handleJson(
    { entry, name }: BoundEndpoint,
    call: ControllerMethod,
    ctx: Context,
  ): Promise<void> {
    const received = await receiveBody(entry, ctx);
    const actor = await this.authenticate({ entry, name, ctx, rawBody: received.rawBody });
    const input = parseInput(entry, {
      params: ctx['params'],
      query: parseQuery(ctx.querystring),
      body: received.body,
    });
    await this.answer({
      entry,
      ctx,
      actor: withIdempotency(entry, { actor, ctx, input, hashKey: this.requestHashKey }),
      work: (known) => call(known, input),
    });
  }

  private async handleUpload(
    { entry, name }: BoundEndpoint,
    call: ControllerMethod,
    ctx: Context,
  ): Promise<void> {
    const actor = await this.authenticate({ entry, name, ctx, rawBody: '' });
    const limitBytes = entry.uploadLimitBytes ?? this.config.uploadLimitBytes;
    const tooLarge = entry.errors?.['PAYLOAD_TOO_LARGE'] ?? commonErrors.PAYLOAD_TOO_LARGE;
    const upload = await receiveUpload(ctx.req, {
      directory: join(this.config.dataDir, 'tmp'),
      limitBytes,
      tooLarge: () => new AppError('PAYLOAD_TOO_LARGE', tooLarge, { limitBytes }),
    });
    try {
      await this.answerUpload({ entry, ctx, actor, upload, call });
    } finally {
      await upload.dispose();
    }
  }

  private async answerUpload(call: {
    entry: EndpointDefinition;
    ctx: Context;
    actor: Actor;
    upload: ReceivedUpload;
    call: ControllerMethod;
  }): Promise<void> {
    const { entry, ctx, actor, upload } = call;
    const raw = { params: ctx['params'], query: parseQuery(ctx.querystring), body: upload.fields };
    const input = parseInput(entry, raw);
    const known = withIdempotency(entry, {
      actor,
      ctx,
      input: { ...input, file: upload.sha256 },
      hashKey: this.requestHashKey,
    });
    await this.answer({
      entry,
      ctx,
      actor: known,
      work: (who) => call.call(who, { ...input, file: upload.file }),
    });
  }

  private async authenticate(call: {
    entry: EndpointDefinition;
    name: string;
    ctx: Context;
    rawBody: string;
  }): Promise<Actor> {
    const { entry, ctx } = call;
    const request: RequestContext = {
      requestId: String(ctx.state['requestId']),
      ip: ctx.ip,
      userAgent: ctx.get('user-agent').slice(0, 300),
      endpointName: call.name,
    };
    if (entry.audience === 'public') return { kind: 'anonymous', name: '访客', request };
    if (entry.audience === 'callback') {
      const actor: CallbackActor = {
        kind: 'anonymous',
        name: '外部服务',
        request,
        callback: { rawBody: call.rawBody, headers: singleHeaders(ctx) },
      };
      return actor;
    }
    const token = /^Bearer ([\w.~+/=-]{1,200})$/.exec(ctx.get('authorization'))?.[1];
    if (!token) throw commonError('NOT_LOGGED_IN');
    const identity = await this.sessions.resolve(entry.audience, token);
    if (identity === null) throw commonError('NOT_LOGGED_IN');
    if (identity === 'expired') throw commonError('SESSION_EXPIRED');
    authorize(entry, identity);
    ctx.state['actorName'] = `${identity.kind}:${identity.sessionId}`;
    return { ...identity, request };
  }

  /** Calls the use case, or repeats the stored answer of an idempotent one. */
  private async answer(call: {
    entry: EndpointDefinition;
    ctx: Context;
    actor: Actor;
    work: (actor: Actor) => Promise<unknown>;
  }): Promise<void> {
    const { entry, ctx, actor } = call;
    if (!entry.idempotent) return this.send(entry, ctx, await call.work(actor));
    const stored = await this.idempotency.find(actor);
    if (stored !== null) return replay(ctx, stored);
    let result: unknown;
    try {
      result = await call.work(actor);
    } catch (error) {
      // A twin of this request may have won meanwhile; then its answer is the truth, not the error it caused here.
      const won = await this.idempotency.find(actor);
      if (won !== null) return replay(ctx, won);
      throw error;
    }
    this.assertAnswerStored(actor, result);
    return this.send(entry, ctx, result);
  }

  /** Catches, outside production, the use case whose repeated answer would not be its first one. */
  private assertAnswerStored(actor: Actor, result: unknown): void {
    if (this.config.production) return;
    const { endpointName: name, idempotency } = actor.request;
    if (idempotency?.answer === undefined) throw new Error(`${name} is idempotent but ran no transaction.`);
    if (idempotency.answer !== JSON.stringify(result ?? null)) {
      throw new Error(
        `${name} answered something else than its transaction returned, so a repeat would answer differently.`,
      );
    }
  }

  private send(entry: EndpointDefinition, ctx: Context, result: unknown): void {
    if (entry.kind === 'file') return sendFile(ctx, result);
    const parsed = v.safeParse(entry.response, result);
    if (!parsed.success) {
      const where = parsed.issues
        .map((issue) => `${v.getDotPath(issue) ?? '(root)'}: ${issue.message}`)
        .join('; ');
      const message = `${entry.method} ${entry.path} answered against its contract: ${where}`;
      if (!this.config.production) throw new Error(message);
      // In production a customer is better served by the answer than by a 500, and the log shows the fault.
      this.logger.error('contract broken', { requestId: String(ctx.state['requestId']), message });
    }
    // The parsed value carries no field beyond the contract, so that nothing leaks by accident.
    const answer: unknown = parsed.success ? parsed.output : result;
    ctx.type = entry.kind === 'text' ? 'text/plain' : 'application/json';
    ctx.body = entry.kind === 'text' ? String(answer) : JSON.stringify(answer);
  }
}

async function receiveBody(entry: EndpointDefinition, ctx: Context): Promise<Received> {
  if (entry.method === 'GET') return { rawBody: '', body: {} };
  const rawBody = await readBody(ctx.req);
  if (entry.audience !== 'callback') return { rawBody, body: parseJson(rawBody) };
  // Some outside services call with XML or a form; their modules read the raw body.
  return { rawBody, body: /\bjson\b/.test(ctx.get('content-type')) ? parseJson(rawBody) : {} };
}

function withIdempotency(
  entry: EndpointDefinition,
  call: { actor: Actor; ctx: Context; input: unknown; hashKey: Buffer },
): Actor {
  if (!entry.idempotent) return call.actor;
  const key = call.ctx.get('idempotency-key');
  if (!/^[\x21-\x7e]{8,80}$/.test(key)) throw commonError('IDEMPOTENCY_KEY_REQUIRED');
  const canonical = JSON.stringify([call.actor.request.endpointName, call.input]);
  const idempotency: IdempotencyRequest = {
    key,
    // Keyed, since a request may hold a card secret and a plain hash of one could be guessed.
    requestHash: createHmac('sha256', call.hashKey).update(canonical).digest('hex'),
  };
  return { ...call.actor, request: { ...call.actor.request, idempotency } };
}

function replay(ctx: Context, answer: string): void {
  ctx.set('idempotency-replayed', 'true');
  ctx.type = 'application/json';
  ctx.body = answer;
}

function sendFile(ctx: Context, result: unknown): void {
  if (!isFileDownload(result)) throw new Error('an endpoint of kind file returned no file');
  const encoded = encodeURIComponent(result.fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  ctx.set('content-disposition', `attachment; filename*=UTF-8''${encoded}`);
  ctx.set('cache-control', 'no-store');
  ctx.type = result.contentType;
  ctx.body = result.stream;
  // A file that fails half-way must look broken to its receiver at once, not like one that takes long.
  result.stream.once('error', () => ctx.res.destroy());
}

function isFileDownload(value: unknown): value is FileDownload {
  return (
    typeof value === 'object' &&
    value !== null &&
    'stream' in value &&
    'fileName' in value &&
    'contentType' in value
  );
}

function singleHeaders(ctx: Context): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ctx.req.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

/** How a refusal or a fault is answered. Anything but an AppError is a fault, and its text stays in the log. */
export function errorResponse(
  error: unknown,
  requestId: string,
): { status: number; body: Record<string, unknown> } {
  const refusal = error instanceof AppError ? error : commonError('INTERNAL');
  return {
    status: refusal.status,
    body: { code: refusal.code, message: refusal.message, details: refusal.details, requestId },
  };
}
