import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { refundDoneTopic, refundNewsPayload } from '../payment/payment.events';
import { AfterSaleMoneyService } from './after-sale-money.service';

/** Ends the case whose money is back with the payer. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class EndRefundedAfterSale implements OutboxHandler {
  readonly topic = refundDoneTopic;
  @Inject() private readonly money: AfterSaleMoneyService;

  async handle(message: OutboxDelivery): Promise<void> {
    await this.money.finish(v.parse(refundNewsPayload, message.payload).refundId);
  }
}
