import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { orderCompletedPayload, orderCompletedTopic } from '../order/order.events';
import { SettlementService } from './settlement.service';

/** Settles with the stores when their goods have been received. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SettleCompletedOrder implements OutboxHandler {
  readonly topic = orderCompletedTopic;
  @Inject() private readonly settlements: SettlementService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { orderId } = v.parse(orderCompletedPayload, message.payload);
    await this.settlements.settleOrder(orderId);
  }
}
