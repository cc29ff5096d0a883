import { ShipmentStatus } from '@lakeside/shared/order/order.status';
import { PayableKind } from '@lakeside/shared/payment/payment.status';
import { maskPhone } from '@lakeside/shared/printing/shipping-label';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { OrderService } from '../order/order.service';
import { PaymentService } from '../payment/payment.service';
import { maxShippingParcels, WechatShippingService } from '../wechat/wechat-shipping.service';
import { shipmentShippedPayload, shipmentShippedTopic } from './fulfilment.events';
import type { ShipmentRecord } from './shipment-record';
import { ShipmentQueries } from './shipment.queries';

/**
 * Enters the parcels of an order that was paid inside the mini program, since WeChat keeps its money frozen until then
 * (发货信息录入). WeChat takes fifteen parcels for a payment: the first ones are entered.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class EnterWechatShipping implements OutboxHandler {
  readonly topic = shipmentShippedTopic;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly shipments: ShipmentQueries;
  @Inject() private readonly payments: PaymentService;
  @Inject() private readonly wechat: WechatShippingService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { orderId, isExchange } = v.parse(shipmentShippedPayload, message.payload);
    // WeChat has let the money go with the parcels of the order and takes none after them.
    if (isExchange) return;
    const payment = await this.payments.findMiniProgramPayment({ kind: PayableKind.order, id: orderId });
    if (!payment) return;
    const { receiver, title, quantity } = await this.orders.requireOrder(null, orderId);
    const cards = `${title}×${quantity}`;
    const shipments = await this.shipments.ofOrder(null, orderId);
    const parcels = shipments.flatMap((shipment) =>
      toParcel(shipment, { cards, receiverPhone: maskPhone(receiver.phone) }),
    );
    await this.wechat.upload({
      ...payment,
      parcels: parcels.slice(0, maxShippingParcels),
      isComplete: shipments.every(({ status }) => status !== ShipmentStatus.toShip),
    });
  }
}

function toParcel(
  shipment: ShipmentRecord,
  { cards, receiverPhone }: { cards: string; receiverPhone: string },
) {
  const { carrierCode, waybillNo, items } = shipment;
  if (carrierCode === null || waybillNo === null) return [];
  // A parcel of printed cards holds no articles.
  const description = items.map((item) => `${item.name}×${item.quantity}`).join('，') || cards;
  return [{ carrierCode, waybillNo, description, receiverPhone }];
}
