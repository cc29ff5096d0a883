import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppConfig } from '../../platform/config/config';

const signatureLength = 32;

/**
 * Makes and reads what the link of a gift carries: the id and 128 bits of an HMAC under a key derived from SECRET_KEY. Nothing
 * of it is stored, so a stolen database opens no gift, and the giver can be shown the link again.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardGiftLink {
  @Inject() private readonly config: AppConfig;
  private key: Buffer;

  @Init()
  async init(): Promise<void> {
    this.key = this.config.keyFor('card-gift');
  }

  tokenOf(gift: { id: number; number: string }): string {
    return `${gift.id.toString(36)}-${this.sign(gift)}`;
  }

  /** The gift a token may be of; `matches` says whether it is. */
  giftIdOf(token: string): number {
    return parseInt(token.slice(0, token.indexOf('-')), 36);
  }

  matches(token: string, gift: { id: number; number: string }): boolean {
    const given = Buffer.from(token.slice(token.indexOf('-') + 1));
    const right = Buffer.from(this.sign(gift));
    return given.length === right.length && timingSafeEqual(given, right);
  }

  private sign({ id, number }: { id: number; number: string }): string {
    return createHmac('sha256', this.key).update(`${id}\n${number}`).digest('hex').slice(0, signatureLength);
  }
}
