import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { storeOrderAdminContract as contract } from '@lakeside/shared/store-order/store-order.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { StoreAfterSaleService } from './store-after-sale.service';
import { StoreOrderChangeService } from './store-order-change.service';
import { StoreOrderViewService } from './store-order-view.service';
import { StoreShipmentService } from './store-shipment.service';

type Input<Name extends keyof typeof contract> = ParsedInput<(typeof contract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreOrderAdminController {
  @Inject() private readonly changes: StoreOrderChangeService;
  @Inject() private readonly views: StoreOrderViewService;
  @Inject() private readonly shipments: StoreShipmentService;
  @Inject() private readonly afterSales: StoreAfterSaleService;

  @Serve(contract.listStoreOrders)
  async listStoreOrders(_actor: AdminActor, input: Input<'listStoreOrders'>) {
    return this.views.listOrders(input.query);
  }

  @Serve(contract.getStoreOrder)
  async getStoreOrder(_actor: AdminActor, input: Input<'getStoreOrder'>) {
    return this.views.getDetail(input.params.id, null);
  }

  @Serve(contract.confirmStorePayment)
  async confirmStorePayment(actor: AdminActor, input: Input<'confirmStorePayment'>) {
    return this.changes.confirmPayment(actor, { ...input.params, ...input.body });
  }

  @Serve(contract.closeStoreOrder)
  async closeStoreOrder(actor: AdminActor, input: Input<'closeStoreOrder'>) {
    return this.changes.closeByAdmin(actor, { ...input.params, ...input.body });
  }

  @Serve(contract.listStoreShipments)
  async listStoreShipments(_actor: AdminActor, input: Input<'listStoreShipments'>) {
    return this.shipments.list(input.query);
  }

  @Serve(contract.getStoreShipment)
  async getStoreShipment(_actor: AdminActor, input: Input<'getStoreShipment'>) {
    return this.shipments.get(input.params.id);
  }

  @Serve(contract.shipStoreShipment)
  async shipStoreShipment(actor: AdminActor, input: Input<'shipStoreShipment'>) {
    return this.shipments.ship(actor, { id: input.params.id, body: input.body });
  }

  @Serve(contract.listStoreAfterSales)
  async listStoreAfterSales(_actor: AdminActor, input: Input<'listStoreAfterSales'>) {
    return this.views.listAfterSales(input.query);
  }

  @Serve(contract.getStoreAfterSale)
  async getStoreAfterSale(_actor: AdminActor, input: Input<'getStoreAfterSale'>) {
    return this.afterSales.get(input.params.id, null);
  }

  @Serve(contract.confirmStoreAfterSale)
  async confirmStoreAfterSale(actor: AdminActor, input: Input<'confirmStoreAfterSale'>) {
    return this.afterSales.confirm(actor, { ...input.params, ...input.body });
  }

  @Serve(contract.refuseStoreAfterSale)
  async refuseStoreAfterSale(actor: AdminActor, input: Input<'refuseStoreAfterSale'>) {
    return this.afterSales.refuse(actor, { ...input.params, ...input.body });
  }
}
