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

  @Serve(settlementAdminContract.listSettlements)
  async listSettlements(
    _actor: AdminActor,
    input: ParsedInput<typeof settlementAdminContract.listSettlements>,
  ) {
    return this.settlements.list(input.query);
  }
}
