import { ErpPushKind } from '@lakeside/shared/erp/erp.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { orderDispatchedPayload, orderDispatchedTopic } from '../fulfilment/fulfilment.events';
import { ErpPushService } from './erp-push.service';

/** Tells the ERP where an order goes, also when it is taken from the platform again. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PushOrderOutboxHandler implements OutboxHandler {
  readonly topic = orderDispatchedTopic;
  @Inject() private readonly pushes: ErpPushService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { orderId } = v.parse(orderDispatchedPayload, message.payload);
    await this.pushes.push(ErpPushKind.order, orderId);
  }
}
