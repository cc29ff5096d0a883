import { commonError } from '@lakeside/shared/kernel/app-error';
import { Destroy, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import Redis from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppConfig } from '../config/config';

export interface RateLimit {
  /** How many calls … */
  readonly points: number;
  /** … within how many seconds. */
  readonly seconds: number;
}

type Limiter = RateLimiterMemory | RateLimiterRedis;

/** Counts calls per key: in Redis for all servers together, or in this process when there is no Redis. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class RateLimiter {
  @Inject() private readonly config: AppConfig;
  private readonly limiterByLimit = new Map<string, Limiter>();
  private redis: Redis | null = null;

  /**
   * Counts one call. `key` names what is limited and for whom: `sms:13800000000`.
   * Throws RATE_LIMITED with `retryAfterSeconds` once the limit is used up.
   */
  async consume(key: string, limit: RateLimit): Promise<void> {
    try {
      await this.limiterFor(limit).consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw commonError('RATE_LIMITED', {
        retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
      });
    }
  }

  /** Forgets the calls counted for a key: after a right password, for example. */
  async reset(key: string, limit: RateLimit): Promise<void> {
    await this.limiterFor(limit).delete(key);
  }

  @Destroy()
  close(): void {
    this.redis?.disconnect();
  }

  private limiterFor(limit: RateLimit): Limiter {
    const name = `${limit.points}/${limit.seconds}`;
    const known = this.limiterByLimit.get(name);
    if (known) return known;
    const limiter = this.createLimiter({
      keyPrefix: `lakeside:${this.config.installationId}:rate:${name}`,
      points: limit.points,
      duration: limit.seconds,
    });
    this.limiterByLimit.set(name, limiter);
    return limiter;
  }

  private createLimiter(options: { keyPrefix: string; points: number; duration: number }): Limiter {
    if (this.config.redisUrl === null) return new RateLimiterMemory(options);
    this.redis ??= new Redis(this.config.redisUrl);
    // Should Redis be away, each server counts for itself rather than refusing or admitting everyone.
    return new RateLimiterRedis({
      ...options,
      storeClient: this.redis,
      insuranceLimiter: new RateLimiterMemory(options),
    });
  }
}
