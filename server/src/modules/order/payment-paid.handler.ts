import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { paymentNewsPayload, paymentPaidTopic } from '../payment/payment.events';
import { PurchasePaymentService } from './purchase-payment.service';

/** Brings money to the order it was paid for. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class TakeMoneyForOrder implements OutboxHandler {
  readonly topic = paymentPaidTopic;
  @Inject() private readonly payments: PurchasePaymentService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { paymentId, payableId } = v.parse(paymentNewsPayload, message.payload);
    await this.payments.takeMoney({ orderId: payableId, paymentId });
  }
}
