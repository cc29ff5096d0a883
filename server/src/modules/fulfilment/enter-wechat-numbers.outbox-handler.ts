import { OrderKind } from '@lakeside/shared/order/order.status';
import { PayableKind } from '@lakeside/shared/payment/payment.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { orderCompletedPayload, orderCompletedTopic } from '../order/order.events';
import { OrderService } from '../order/order.service';
import { PaymentService } from '../payment/payment.service';
import { WechatShippingService } from '../wechat/wechat-shipping.service';

/** Tells WeChat that the e-cards of a payment are in their buyer's account, since it keeps the money frozen until then. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class EnterWechatNumbers implements OutboxHandler {
  readonly topic = orderCompletedTopic;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly payments: PaymentService;
  @Inject() private readonly wechat: WechatShippingService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { orderId } = v.parse(orderCompletedPayload, message.payload);
    const order = await this.orders.requireOrder(null, orderId);
    if (order.kind !== OrderKind.eCard) return;
    const payment = await this.payments.findMiniProgramPayment({ kind: PayableKind.order, id: orderId });
    if (!payment) return;
    await this.wechat.uploadVirtual({ ...payment, description: `${order.title} ×${order.quantity}` });
  }
}
