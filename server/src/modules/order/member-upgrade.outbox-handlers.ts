import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { upgradeAmountChangedTopic } from '../channel/member-level.events';
import { MemberOrderService } from './member-order.service';
import { orderCompletedPayload, orderCompletedTopic } from './order.events';

/** Raises the buyer of a completed order. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class UpgradeBuyer implements OutboxHandler {
  readonly topic = orderCompletedTopic;
  @Inject() private readonly memberOrders: MemberOrderService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { orderId } = v.parse(orderCompletedPayload, message.payload);
    await this.memberOrders.upgradeBuyer(orderId);
  }
}

/** Raises those who have already paid what a level asks for now. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class UpgradeMembersOfLevel implements OutboxHandler {
  readonly topic = upgradeAmountChangedTopic;
  @Inject() private readonly memberOrders: MemberOrderService;

  async handle(): Promise<void> {
    await this.memberOrders.upgradeAll();
  }
}
