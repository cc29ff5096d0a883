import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { Clock } from '../../platform/clock';
import { AppConfig, ConfigError, parseSettings } from '../../platform/config/config';
import { Logger } from '../../platform/observability/logger';

const gatewaySchema = v.object({
  SMS_GATEWAY_URL: v.optional(
    v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+/, 'must begin with http:// or https://')),
  ),
  SMS_GATEWAY_KEY: v.optional(v.pipe(v.string(), v.minLength(16, 'must have at least 16 characters'))),
});

const timeoutMs = 10_000;

/**
 * Hands text messages to the company's SMS gateway: `POST SMS_GATEWAY_URL` with `{ phone, text }`, signed in
 * `x-signature` with HMAC-SHA256 of `<x-timestamp>.<body>` under SMS_GATEWAY_KEY. Production does not start without one.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SmsSenderService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly logger: Logger;
  private gateway: { url: string; key: string } | null = null;

  @Init()
  async init(): Promise<void> {
    const { SMS_GATEWAY_URL: url, SMS_GATEWAY_KEY: key } = parseSettings(
      gatewaySchema,
      this.config.environment,
    );
    if (url && key) this.gateway = { url, key };
    else if (url || key) {
      throw new ConfigError(
        `${url ? 'SMS_GATEWAY_KEY' : 'SMS_GATEWAY_URL'} is required with ${url ? 'SMS_GATEWAY_URL' : 'SMS_GATEWAY_KEY'}: the gateway needs both.`,
      );
    } else if (this.config.production) {
      throw new ConfigError(
        'SMS_GATEWAY_URL and SMS_GATEWAY_KEY are required with NODE_ENV=production: nobody could log in by phone.',
      );
    }
  }

  /** Throws when the gateway does not take the message; the outbox then tries again. */
  async send(phone: string, text: string): Promise<void> {
    if (!this.gateway) {
      this.logger.info('no SMS gateway is configured, a message was not sent', {});
      return;
    }
    const body = JSON.stringify({ phone, text });
    const timestamp = String(this.clock.now().getTime());
    const signature = createHmac('sha256', this.gateway.key).update(`${timestamp}.${body}`).digest('hex');
    const response = await fetch(this.gateway.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-timestamp': timestamp,
        'x-signature': signature,
      },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`the SMS gateway answered ${response.status}`);
  }
}
