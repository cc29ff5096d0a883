import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppConfig } from '../../platform/config/config';

/**
 * Card secrets are kept as HMAC-SHA256 under a key derived from SECRET_KEY, so that a stolen database gives no secret to
 * try out. The number goes into the hash: equal secrets of two cards look different.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardSecretService {
  @Inject() private readonly config: AppConfig;
  private key: Buffer;
  private hashOfNoCard: string;

  @Init()
  async init(): Promise<void> {
    this.key = this.config.keyFor('card-secret');
    this.hashOfNoCard = this.hash('', '');
  }

  /** 64 hex digits. Spaces, dashes and letter case of the secret do not matter. */
  hash(cardNo: string, secret: string): string {
    const normalized = secret.replace(/[\s-]/g, '').toUpperCase();
    return createHmac('sha256', this.key).update(`${cardNo}\n${normalized}`).digest('hex');
  }

  /** Whether the secret belongs to the card; takes equally long whether the card exists (`secretHash` null) or not. */
  matches(cardNo: string, secret: string, secretHash: string | null): boolean {
    const given = Buffer.from(this.hash(cardNo, secret), 'hex');
    const isEqual = timingSafeEqual(given, Buffer.from(secretHash ?? this.hashOfNoCard, 'hex'));
    return isEqual && secretHash !== null;
  }
}
