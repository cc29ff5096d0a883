import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import { Clock } from '../../platform/clock';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { SettingsService } from '../settings/settings.service';
import { smsCodeLifeSeconds } from './domain/sms-code-rules';
import { IdentitySecretService } from './identity-secret.service';
import { smsCodePayloadSchema, smsCodeTopic } from './identity.events';
import { SmsSenderService } from './sms-sender.service';

/** Sends requested codes. A code that has meanwhile expired would only confuse, so it is dropped. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SmsCodeOutboxHandler implements OutboxHandler {
  readonly topic = smsCodeTopic;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly secrets: IdentitySecretService;
  @Inject() private readonly sender: SmsSenderService;
  @Inject() private readonly settings: SettingsService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { phone, sealedCode, sentAt } = v.parse(smsCodePayloadSchema, message.payload);
    if (this.clock.now().getTime() - sentAt > smsCodeLifeSeconds * 1000) return;
    const { brandName } = await this.settings.get();
    const minutes = smsCodeLifeSeconds / 60;
    const code = this.secrets.open(sealedCode);
    await this.sender.send(phone, `【${brandName}】验证码 ${code}，${minutes} 分钟内有效。请勿告诉他人。`);
  }
}
