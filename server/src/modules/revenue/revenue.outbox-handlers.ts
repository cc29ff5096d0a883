import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import {
  orderCompletedPayload,
  orderCompletedTopic,
  orderNewsPayload,
  orderPaidTopic,
} from '../order/order.events';
import { refundDoneTopic, refundNewsPayload } from '../payment/payment.events';
import { RevenueBookingService } from './revenue-booking.service';
import { RevenueReversalService } from './revenue-reversal.service';

/** News may come in any order: each of these first books the shares if they are not there yet. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class BookPaidOrder implements OutboxHandler {
  readonly topic = orderPaidTopic;
  @Inject() private readonly booking: RevenueBookingService;

  async handle(message: OutboxDelivery): Promise<void> {
    await this.booking.book(v.parse(orderNewsPayload, message.payload).orderId);
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class CountFromReceipt implements OutboxHandler {
  readonly topic = orderCompletedTopic;
  @Inject() private readonly booking: RevenueBookingService;

  async handle(message: OutboxDelivery): Promise<void> {
    await this.booking.complete(v.parse(orderCompletedPayload, message.payload).orderId);
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class TakeSharesBack implements OutboxHandler {
  readonly topic = refundDoneTopic;
  @Inject() private readonly reversals: RevenueReversalService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { refundId, paymentId, payableKind, payableId } = v.parse(refundNewsPayload, message.payload);
    if (payableKind === 'order') await this.reversals.reverse({ refundId, paymentId, orderId: payableId });
  }
}
