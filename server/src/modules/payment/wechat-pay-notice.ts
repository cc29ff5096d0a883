import { paymentError } from '@lakeside/shared/payment/payment.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { createDecipheriv } from 'node:crypto';
import * as v from 'valibot';
import { Formatter, Rsa } from 'wechatpay-axios-plugin';
import { Clock } from '../../platform/clock';
import type { CallbackActor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { noticeSchema } from './wechat-pay-schemas';
import { WechatPayClient } from './wechat-pay-client';
import type { WechatPaySettings } from './wechat-pay-settings';

/** A notice signed longer ago, or further ahead, is an old one sent again by somebody. */
const signatureLifeMs = 5 * 60_000;
const tagBytes = 16;

export interface Notice {
  readonly eventType: string;
  /** The decrypted resource. */
  readonly content: unknown;
}

/** Opens what WeChat Pay sends us. Nothing of a notice is believed before its signature. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class WechatPayNotices {
  @Inject() private readonly client: WechatPayClient;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;

  /** Throws CALLBACK_REFUSED for a wrong signature, an unknown key, an old timestamp or a content that does not decrypt. */
  open(actor: CallbackActor): Notice {
    const settings = this.client.requireSettings();
    const { rawBody, headers } = actor.callback;
    const refuse = (reason: string) => {
      this.logger.warn('a WeChat Pay notice was refused', { reason, requestId: actor.request.requestId });
      return paymentError('CALLBACK_REFUSED');
    };
    const { timestamp, nonce, signature, serial } = signatureOf(headers);
    if (serial !== settings.publicKeyId) throw refuse('unknown key');
    const ageMs = Math.abs(this.clock.now().getTime() - Number(timestamp) * 1000);
    // Written so that a timestamp that is no number is refused, too.
    if (!(ageMs <= signatureLifeMs)) throw refuse('old timestamp');
    const key = Rsa.from(settings.publicKey, Rsa.KEY_TYPE_PUBLIC);
    if (!Rsa.verify(Formatter.response(timestamp, nonce, rawBody), signature, key))
      throw refuse('wrong signature');
    try {
      return decrypted(rawBody, settings);
    } catch {
      throw refuse('unreadable content');
    }
  }
}

function signatureOf(headers: Readonly<Record<string, string>>) {
  return {
    timestamp: headers['wechatpay-timestamp'] ?? '',
    nonce: headers['wechatpay-nonce'] ?? '',
    signature: headers['wechatpay-signature'] ?? '',
    serial: headers['wechatpay-serial'] ?? '',
  };
}

function decrypted(rawBody: string, settings: WechatPaySettings): Notice {
  const { event_type: eventType, resource } = v.parse(noticeSchema, JSON.parse(rawBody));
  const bytes = Buffer.from(resource.ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', settings.apiV3Key, Buffer.from(resource.nonce));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  decipher.setAAD(Buffer.from(resource.associated_data));
  const plain = Buffer.concat([
    decipher.update(bytes.subarray(0, bytes.length - tagBytes)),
    decipher.final(),
  ]);
  return { eventType, content: JSON.parse(plain.toString('utf8')) };
}
