import {
  fulfilmentChannelContract,
  settlementChannelContract,
} from '@lakeside/shared/fulfilment/fulfilment.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { SettlementListService } from './settlement-list.service';
import { ShipmentViewService } from './shipment-view.service';
import { ShipmentWaybillService } from './shipment-waybill.service';
import { ShippingService } from './shipping.service';

type Input<Name extends keyof typeof fulfilmentChannelContract> = ParsedInput<
  (typeof fulfilmentChannelContract)[Name]
>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class FulfilmentChannelController {
  @Inject() private readonly shipping: ShippingService;
  @Inject() private readonly views: ShipmentViewService;
  @Inject() private readonly waybills: ShipmentWaybillService;
  @Inject() private readonly settlements: SettlementListService;

  @Serve(fulfilmentChannelContract.listShipments)
  async listShipments(actor: ChannelActor, input: Input<'listShipments'>) {
    return this.views.list({ ...input.query, place: actor.channelId });
  }

  @Serve(fulfilmentChannelContract.getShipment)
  async getShipment(actor: ChannelActor, input: Input<'getShipment'>) {
    return this.views.get(input.params.id, { storeId: actor.channelId });
  }

  @Serve(fulfilmentChannelContract.ship)
  async ship(actor: ChannelActor, input: Input<'ship'>) {
    return this.shipping.shipFromStore(actor, { id: input.params.id, body: input.body });
  }

  @Serve(fulfilmentChannelContract.orderWaybill)
  async orderWaybill(actor: ChannelActor, input: Input<'orderWaybill'>) {
    const scope = { storeId: actor.channelId };
    return this.waybills.order(actor, {
      id: input.params.id,
      carrierCode: input.body.carrierCode,
      scope,
    });
  }

  @Serve(fulfilmentChannelContract.cancelWaybill)
  async cancelWaybill(actor: ChannelActor, input: Input<'cancelWaybill'>) {
    return this.waybills.cancel(actor, { id: input.params.id, scope: { storeId: actor.channelId } });
  }

  @Serve(fulfilmentChannelContract.recordLabelPrint)
  async recordLabelPrint(actor: ChannelActor, input: Input<'recordLabelPrint'>) {
    return this.shipping.recordLabelPrint(actor, {
      id: input.params.id,
      printerName: input.body.printerName,
    });
  }

  @Serve(fulfilmentChannelContract.getTodo)
  async getTodo(actor: ChannelActor) {
    return { toShip: await this.views.countToShip(actor.channelId) };
  }

  @Serve(settlementChannelContract.getSettlementSummary)
  async getSettlementSummary(actor: ChannelActor) {
    return this.settlements.summaryOf(actor.channelId);
  }

  @Serve(settlementChannelContract.listSettlements)
  async listSettlements(
    actor: ChannelActor,
    input: ParsedInput<typeof settlementChannelContract.listSettlements>,
  ) {
    return this.settlements.list({ ...input.query, channelId: actor.channelId });
  }
}
