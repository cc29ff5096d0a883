import { AppError, commonError } from '@lakeside/shared/kernel/app-error';
import { httpError, type IMiddleware, Inject, Middleware, MidwayHttpError } from '@midwayjs/core';
import type { Context, NextFunction } from '@midwayjs/koa';
import { randomUUID } from 'node:crypto';
import { AppConfig } from '../config/config';
import { Logger } from '../observability/logger';
import { Metrics } from '../observability/metrics';
import { errorResponse } from './dispatcher';

/** The outermost layer: request id, security headers, errors as JSON, one log line and one measurement per request. */
@Middleware()
export class RequestMiddleware implements IMiddleware<Context, NextFunction> {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly metrics: Metrics;

  static getName(): string {
    return 'request';
  }

  resolve() {
    return async (ctx: Context, next: NextFunction): Promise<void> => {
      const startedAt = performance.now();
      const given = ctx.get('x-request-id');
      const requestId = /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
      ctx.state['requestId'] = requestId;
      ctx.set('x-request-id', requestId);
      this.setSecurityHeaders(ctx);
      try {
        if (this.answersPreflight(ctx)) return;
        await next();
        if (ctx.body === undefined && ctx.status === 404) throw commonError('NOT_FOUND');
      } catch (error) {
        this.answerError(ctx, error);
      } finally {
        this.record(ctx, performance.now() - startedAt);
      }
    };
  }

  private answerError(ctx: Context, thrown: unknown): void {
    const error = thrown instanceof httpError.NotFoundError ? commonError('NOT_FOUND') : thrown;
    const requestId = String(ctx.state['requestId']);
    const { status, body } = errorResponse(error, requestId);
    if (status >= 500 && !(error instanceof AppError)) {
      this.logger.error('request failed', {
        requestId,
        endpoint: ctx.state['endpointName'],
        error: error,
      });
    }
    ctx.status = error instanceof MidwayHttpError && error.status < 500 ? error.status : status;
    const retryAfter = error instanceof AppError ? error.details['retryAfterSeconds'] : undefined;
    if (typeof retryAfter === 'number') ctx.set('retry-after', String(retryAfter));
    ctx.type = 'application/json';
    ctx.body = JSON.stringify(body);
  }

  private record(ctx: Context, durationMs: number): void {
    const endpoint = String(ctx.state['endpointName'] ?? 'other');
    this.metrics.recordRequest({ endpoint, status: ctx.status, seconds: durationMs / 1000 });
    this.logger.info('request', {
      requestId: ctx.state['requestId'],
      method: ctx.method,
      path: ctx.path,
      endpoint,
      status: ctx.status,
      durationMs: Math.round(durationMs * 10) / 10,
      ip: ctx.ip,
      actor: ctx.state['actorName'],
    });
  }

  private setSecurityHeaders(ctx: Context): void {
    ctx.set('x-content-type-options', 'nosniff');
    ctx.set('x-frame-options', 'SAMEORIGIN');
    ctx.set('referrer-policy', 'strict-origin-when-cross-origin');
    if (this.config.publicUrl.startsWith('https://'))
      ctx.set('strict-transport-security', 'max-age=31536000');
    if (ctx.path.startsWith('/api/')) ctx.set('cache-control', 'no-store');
  }

  /** Grants CORS to the listed origins only; true when the request was a preflight and is answered. */
  private answersPreflight(ctx: Context): boolean {
    const origin = ctx.get('origin');
    if (!origin || !this.config.corsOrigins.includes(origin)) return false;
    ctx.set('access-control-allow-origin', origin);
    ctx.vary('Origin');
    ctx.set(
      'access-control-expose-headers',
      'x-request-id, idempotency-replayed, retry-after, content-disposition',
    );
    if (ctx.method !== 'OPTIONS') return false;
    ctx.set('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE');
    ctx.set('access-control-allow-headers', 'authorization, content-type, idempotency-key, x-request-id');
    ctx.set('access-control-max-age', '600');
    ctx.status = 204;
    return true;
  }
}
