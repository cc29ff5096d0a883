import { ErpPushKind } from '@lakeside/shared/erp/erp.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { shipmentShippedPayload, shipmentShippedTopic } from '../fulfilment/fulfilment.events';
import { ErpPushService } from './erp-push.service';

/** Tells the ERP what has left the platform's warehouse; stores keep their own stock. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PushShipmentOutboxHandler implements OutboxHandler {
  readonly topic = shipmentShippedTopic;
  @Inject() private readonly pushes: ErpPushService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { shipmentId, channelId } = v.parse(shipmentShippedPayload, message.payload);
    if (channelId === null) await this.pushes.push(ErpPushKind.shipment, shipmentId);
  }
}
