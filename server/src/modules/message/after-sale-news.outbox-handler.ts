import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { afterSaleMovedPayload, afterSaleMovedTopic } from '../after-sale/after-sale.events';
import { AfterSaleService } from '../after-sale/after-sale.service';
import { afterSaleMovedText } from './domain/message-text';
import { MessageService } from './message.service';

/** Tells the buyer what the shop has done with a case. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class TellAfterSaleMoved implements OutboxHandler {
  readonly topic = afterSaleMovedTopic;
  @Inject() private readonly messages: MessageService;
  @Inject() private readonly sales: AfterSaleService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { afterSaleId, status } = v.parse(afterSaleMovedPayload, message.payload);
    const sale = await this.sales.requireAfterSale(afterSaleId);
    const { memberId, approvedFen: amountFen, decisionNote: reason, number, title } = sale;
    const text = afterSaleMovedText({ number, title, amountFen, reason }, status);
    if (text === null) return;
    await this.messages.deliver({
      ...text,
      audience: 'member',
      recipientId: memberId,
      target: { kind: 'afterSale', id: afterSaleId },
      dedupeKey: `${text.event}:${afterSaleId}:${status}`,
    });
  }
}
