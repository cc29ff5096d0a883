import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import * as v from 'valibot';
import { TransactionService } from '../../platform/database/transaction';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { WechatBindingService } from '../identity/wechat-binding.service';
import { WechatApiError, WechatService } from '../wechat/wechat.service';
import { fillTemplate } from './domain/template';
import { MessageGrantRow } from './entities/message-grant.entity';
import { type MessageAudience, MessageRow } from './entities/message.entity';
import { pushPayload, pushTopic } from './message.events';
import { MessageTemplates } from './message-templates';

/** The page that a tap on the WeChat message opens. */
const pageByTarget: Readonly<Record<MessageAudience, Readonly<Record<string, string>>>> = {
  member: { order: 'features/order/pages/order' },
  channel: { cardActivation: 'features/card/pages/activation' },
};

/** Sends subscribe messages. A consent used up or taken back drops the errand; the message stays in the inbox. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PushMessageOutboxHandler implements OutboxHandler {
  readonly topic = pushTopic;
  @Inject() private readonly bindings: WechatBindingService;
  @Inject() private readonly templates: MessageTemplates;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly wechat: WechatService;
  @InjectDataSource() private readonly dataSource: DataSource;

  async handle(delivery: OutboxDelivery): Promise<void> {
    const { messageId, grantId } = v.parse(pushPayload, delivery.payload);
    const { manager } = this.dataSource;
    const message = await manager.findOneBy(MessageRow, { id: messageId });
    const grant = await manager.findOneBy(MessageGrantRow, { id: grantId });
    if (!message || !grant || grant.uses === 0 || !this.wechat.isOn(message.audience)) return;
    const template = this.templates.find(message.event);
    const openId = await this.bindings.openIdOfCredential(message.audience, grant.credentialId);
    if (!template || openId === null) return;
    try {
      await this.wechat.sendSubscribeMessage(message.audience, {
        openId,
        templateId: template.templateId,
        page: pageOf(message),
        data: fillTemplate(template, message.facts),
      });
    } catch (error) {
      if (!(error instanceof WechatApiError) || error.kind !== 'notGranted') throw error;
      await this.transactions.retry((tx) => tx.update(MessageGrantRow, { id: grant.id }, { uses: 0 }));
      return;
    }
    await this.useUp(grant.id);
  }

  private async useUp(id: number): Promise<void> {
    await this.transactions.retry((tx) =>
      tx
        .createQueryBuilder()
        .update(MessageGrantRow)
        .set({ uses: () => 'uses - 1' })
        .where('id = :id AND uses > 0', { id })
        .execute(),
    );
  }
}

function pageOf(message: MessageRow): string {
  const page = pageByTarget[message.audience][message.targetKind ?? ''];
  return page === undefined ? '' : `${page}?id=${message.targetId ?? ''}`;
}
