import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { PaymentRefundService } from './payment-refund.service';
import { PaymentTradeService } from './payment-trade.service';
import {
  paymentErrandPayload,
  paymentToCloseTopic,
  refundErrandPayload,
  refundToSendTopic,
} from './payment.events';

/** Closes at WeChat what nobody is to pay any more. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ClosePaymentHandler implements OutboxHandler {
  readonly topic = paymentToCloseTopic;
  @Inject() private readonly trades: PaymentTradeService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { paymentId } = v.parse(paymentErrandPayload, message.payload);
    await this.trades.close(paymentId);
  }
}

/** Asks WeChat for a refund as soon as it is written down. What fails here, the job tries again. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SendRefundHandler implements OutboxHandler {
  readonly topic = refundToSendTopic;
  @Inject() private readonly refunds: PaymentRefundService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { refundId } = v.parse(refundErrandPayload, message.payload);
    await this.refunds.send(refundId);
  }
}
