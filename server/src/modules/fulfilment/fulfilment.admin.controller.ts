import {
  fulfilmentAdminContract,
  settlementAdminContract,
} from '@lakeside/shared/fulfilment/fulfilment.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { DispatchService } from './dispatch.service';
import { SettlementListService } from './settlement-list.service';
import { ShipmentViewService } from './shipment-view.service';
import { ShipmentWaybillService } from './shipment-waybill.service';
import { ShippingService } from './shipping.service';

type Input<Name extends keyof typeof fulfilmentAdminContract> = ParsedInput<
  (typeof fulfilmentAdminContract)[Name]
>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class FulfilmentAdminController {
  @Inject() private readonly dispatches: DispatchService;
  @Inject() private readonly shipping: ShippingService;
  @Inject() private readonly views: ShipmentViewService;
  @Inject() private readonly waybills: ShipmentWaybillService;
  @Inject() private readonly settlements: SettlementListService;

  @Serve(fulfilmentAdminContract.listCandidates)
  async listCandidates(_actor: AdminActor, input: Input<'listCandidates'>) {
    return this.dispatches.listCandidates(input.params.id);
  }

  @Serve(fulfilmentAdminContract.dispatchOrder)
  async dispatchOrder(actor: AdminActor, input: Input<'dispatchOrder'>) {
    return this.dispatches.dispatchOrder(actor, { id: input.params.id, channelId: input.body.channelId });
  }

  @Serve(fulfilmentAdminContract.listShipments)
  async listShipments(_actor: AdminActor, input: Input<'listShipments'>) {
    const { channelId, ...filter } = input.query;
    return this.views.list({ ...filter, place: channelId });
  }

  @Serve(fulfilmentAdminContract.getShipment)
  async getShipment(_actor: AdminActor, input: Input<'getShipment'>) {
    return this.views.get(input.params.id, 'all');
  }

  @Serve(fulfilmentAdminContract.shipFromPlatform)
  async shipFromPlatform(actor: AdminActor, input: Input<'shipFromPlatform'>) {
    return this.shipping.shipFromPlatform(actor, { id: input.params.id, body: input.body });
  }

  @Serve(fulfilmentAdminContract.orderWaybill)
  async orderWaybill(actor: AdminActor, input: Input<'orderWaybill'>) {
    const { carrierCode } = input.body;
    return this.waybills.order(actor, { id: input.params.id, carrierCode, scope: { storeId: null } });
  }

  @Serve(fulfilmentAdminContract.cancelWaybill)
  async cancelWaybill(actor: AdminActor, input: Input<'cancelWaybill'>) {
    return this.waybills.cancel(actor, { id: input.params.id, scope: { storeId: null } });
  }

  @Serve(settlementAdminContract.getSettlement)
  async getSettlement(_actor: AdminActor, input: ParsedInput<typeof settlementAdminContract.getSettlement>) {
    return this.settlements.requireSettlement(input.params.id);
  }

  @Serve(settlementAdminContract.listSettlements)
  async listSettlements(
    _actor: AdminActor,
    input: ParsedInput<typeof settlementAdminContract.listSettlements>,
  ) {
    return this.settlements.list(input.query);
  }
}
