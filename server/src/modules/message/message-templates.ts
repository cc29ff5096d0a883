import { MessageEvent } from '@lakeside/shared/message/message.schemas';
import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import { AppConfig, parseSettings } from '../../platform/config/config';
import { type MessageTemplate, parseTemplate } from './domain/template';
import type { MessageAudience } from './entities/message.entity';

const template = v.optional(
  v.pipe(
    v.string(),
    v.transform(parseTemplate),
    v.nonNullable(
      v.nullable(v.object({ templateId: v.string(), keywordByFact: v.record(v.string(), v.string()) })),
      'must look like <template id> number=character_string1 title=thing2',
    ),
  ),
);

const schema = v.object({
  WECHAT_TEMPLATE_ORDER_PLACED: template,
  WECHAT_TEMPLATE_ORDER_RESCHEDULED: template,
  WECHAT_TEMPLATE_ORDER_SHIPPED: template,
  WECHAT_TEMPLATE_ORDER_COMPLETED: template,
  WECHAT_TEMPLATE_ORDER_REFUNDED: template,
  WECHAT_TEMPLATE_AFTER_SALE_MOVED: template,
  WECHAT_TEMPLATE_GIFT_ENDED: template,
  WECHAT_TEMPLATE_ACTIVATION_REQUESTED: template,
  WECHAT_TEMPLATE_ACTIVATION_DONE: template,
  WECHAT_TEMPLATE_ACTIVATION_REJECTED: template,
});

const memberEvents: readonly MessageEvent[] = [
  MessageEvent.orderPlaced,
  MessageEvent.orderRescheduled,
  MessageEvent.orderShipped,
  MessageEvent.orderCompleted,
  MessageEvent.orderRefunded,
  MessageEvent.afterSaleMoved,
  MessageEvent.giftEnded,
];

/** Which WeChat template tells of which event. An event without one is told in the inbox only. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MessageTemplates {
  @Inject() private readonly config: AppConfig;
  private byEvent: Readonly<Record<MessageEvent, MessageTemplate | undefined>>;

  @Init()
  async init(): Promise<void> {
    const values = parseSettings(schema, this.config.environment);
    this.byEvent = {
      orderPlaced: values.WECHAT_TEMPLATE_ORDER_PLACED,
      orderRescheduled: values.WECHAT_TEMPLATE_ORDER_RESCHEDULED,
      orderShipped: values.WECHAT_TEMPLATE_ORDER_SHIPPED,
      orderCompleted: values.WECHAT_TEMPLATE_ORDER_COMPLETED,
      orderRefunded: values.WECHAT_TEMPLATE_ORDER_REFUNDED,
      afterSaleMoved: values.WECHAT_TEMPLATE_AFTER_SALE_MOVED,
      giftEnded: values.WECHAT_TEMPLATE_GIFT_ENDED,
      activationRequested: values.WECHAT_TEMPLATE_ACTIVATION_REQUESTED,
      activationDone: values.WECHAT_TEMPLATE_ACTIVATION_DONE,
      activationRejected: values.WECHAT_TEMPLATE_ACTIVATION_REJECTED,
    };
  }

  find(event: MessageEvent): MessageTemplate | null {
    return this.byEvent[event] ?? null;
  }

  /** The templates that people of this audience may agree to. */
  list(audience: MessageAudience): { event: MessageEvent; templateId: string }[] {
    return Object.values(MessageEvent)
      .filter((event) => memberEvents.includes(event) === (audience === 'member'))
      .flatMap((event) => {
        const found = this.find(event);
        return found ? [{ event, templateId: found.templateId }] : [];
      });
  }
}
