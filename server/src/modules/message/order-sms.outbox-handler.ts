import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { shipmentShippedPayload, shipmentShippedTopic } from '../fulfilment/fulfilment.events';
import { SmsSenderService } from '../identity/sms-sender.service';
import { OrderParcelsService } from '../order/order-parcels.service';
import { OrderService } from '../order/order.service';
import { SettingsService } from '../settings/settings.service';

/**
 * Tells the receiver by SMS that a parcel is under way (IF-002): they may be another person than the member, without the
 * mini program. May send twice when the gateway's answer is lost.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SendShippedSms implements OutboxHandler {
  readonly topic = shipmentShippedTopic;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly parcels: OrderParcelsService;
  @Inject() private readonly sender: SmsSenderService;
  @Inject() private readonly settings: SettingsService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { orderId, shipmentId } = v.parse(shipmentShippedPayload, message.payload);
    const parcels = await this.parcels.parcelsOf(null, orderId);
    const { carrierName, waybillNo } = parcels.find((one) => one.shipmentId === shipmentId) ?? {};
    if (!carrierName || !waybillNo) return;
    const { receiver } = await this.orders.requireOrder(null, orderId);
    const { brandName } = await this.settings.get();
    const text = `【${brandName}】您的商品已由${carrierName}发出，运单号 ${waybillNo}，请留意查收。`;
    await this.sender.send(receiver.phone, text);
  }
}
