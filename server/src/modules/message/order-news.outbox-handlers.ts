import { formatDay } from '@lakeside/shared/kernel/date';
import type { OrderKind } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { shipmentShippedPayload, shipmentShippedTopic } from '../fulfilment/fulfilment.events';
import { OrderParcelsService } from '../order/order-parcels.service';
import {
  orderCompletedTopic,
  orderNewsPayload,
  orderPlacedTopic,
  orderRescheduledTopic,
} from '../order/order.events';
import { type OrderRecord, OrderService } from '../order/order.service';
import {
  paymentNewsPayload,
  paymentPaidTopic,
  refundDoneTopic,
  refundNewsPayload,
} from '../payment/payment.events';
import {
  eCardsIssuedText,
  eCardsPaidText,
  type MessageText,
  orderCompletedText,
  orderPaidText,
  orderPlacedText,
  orderRefundedText,
  orderRescheduledText,
  orderShippedText,
  physicalCardsPaidText,
  physicalCardsReceivedText,
} from './domain/message-text';
import { MessageService } from './message.service';

const factsOf = (order: OrderRecord) => ({
  number: order.number,
  title: order.title,
  day: formatDay(order.deliveryDay),
});

type TextOf = (order: ReturnType<typeof factsOf>) => MessageText;

const paidText: Readonly<Record<OrderKind, TextOf>> = {
  redemption: orderPaidText,
  purchase: orderPaidText,
  eCard: eCardsPaidText,
  physicalCard: physicalCardsPaidText,
};
const completedText: Readonly<Record<OrderKind, TextOf>> = {
  redemption: orderCompletedText,
  purchase: orderCompletedText,
  eCard: eCardsIssuedText,
  physicalCard: physicalCardsReceivedText,
};

/** Tells the member of an order what has become of it; orders of the back office belong to nobody who could be told. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OrderNews {
  @Inject() private readonly messages: MessageService;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly parcels: OrderParcelsService;

  /** `occasion` tells one piece of news of this kind from the next: the same one is told once. */
  async tell(
    news: { orderId: number; occasion: string },
    say: (order: OrderRecord) => MessageText | null,
  ): Promise<void> {
    const order = await this.orders.requireOrder(null, news.orderId);
    const text = say(order);
    if (order.memberId === null || text === null) return;
    await this.messages.deliver({
      ...text,
      audience: 'member',
      recipientId: order.memberId,
      target: { kind: 'order', id: order.id },
      dedupeKey: `${text.event}:${order.id}:${news.occasion}`,
    });
  }

  async tellShipped(news: { orderId: number; shipmentId: number }): Promise<void> {
    const parcels = await this.parcels.parcelsOf(null, news.orderId);
    const parcel = parcels.find((one) => one.shipmentId === news.shipmentId);
    const { carrierName, waybillNo } = parcel ?? {};
    if (!carrierName || !waybillNo) return;
    await this.tell({ orderId: news.orderId, occasion: String(news.shipmentId) }, (order) =>
      orderShippedText(factsOf(order), { carrier: carrierName, waybillNo }),
    );
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class TellOrderPlaced implements OutboxHandler {
  readonly topic = orderPlacedTopic;
  @Inject() private readonly news: OrderNews;

  async handle(message: OutboxDelivery): Promise<void> {
    const { orderId } = v.parse(orderNewsPayload, message.payload);
    await this.news.tell({ orderId, occasion: 'placed' }, (order) => orderPlacedText(factsOf(order)));
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class TellOrderRescheduled implements OutboxHandler {
  readonly topic = orderRescheduledTopic;
  @Inject() private readonly news: OrderNews;

  async handle(message: OutboxDelivery): Promise<void> {
    const { orderId } = v.parse(orderNewsPayload, message.payload);
    // Every change is news of its own; the id of the delivery stays the same when it is tried again.
    await this.news.tell({ orderId, occasion: String(message.id) }, (order) =>
      orderRescheduledText(factsOf(order)),
    );
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class TellOrderPaid implements OutboxHandler {
  readonly topic = paymentPaidTopic;
  @Inject() private readonly news: OrderNews;

  async handle(message: OutboxDelivery): Promise<void> {
    const { payableId, paymentId } = v.parse(paymentNewsPayload, message.payload);
    await this.news.tell({ orderId: payableId, occasion: `paid-${paymentId}` }, (order) =>
      paidText[order.kind](factsOf(order)),
    );
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class TellOrderRefunded implements OutboxHandler {
  readonly topic = refundDoneTopic;
  @Inject() private readonly news: OrderNews;

  async handle(message: OutboxDelivery): Promise<void> {
    const { payableId, refundId } = v.parse(refundNewsPayload, message.payload);
    await this.news.tell({ orderId: payableId, occasion: String(refundId) }, (order) =>
      orderRefundedText(factsOf(order)),
    );
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class TellShipmentShipped implements OutboxHandler {
  readonly topic = shipmentShippedTopic;
  @Inject() private readonly news: OrderNews;

  async handle(message: OutboxDelivery): Promise<void> {
    const { isExchange, ...news } = v.parse(shipmentShippedPayload, message.payload);
    // The new parcel of an exchange is told of by its case.
    if (!isExchange) await this.news.tellShipped(news);
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class TellOrderCompleted implements OutboxHandler {
  readonly topic = orderCompletedTopic;
  @Inject() private readonly news: OrderNews;

  async handle(message: OutboxDelivery): Promise<void> {
    const { orderId } = v.parse(orderNewsPayload, message.payload);
    await this.news.tell({ orderId, occasion: 'completed' }, (order) =>
      completedText[order.kind](factsOf(order)),
    );
  }
}
