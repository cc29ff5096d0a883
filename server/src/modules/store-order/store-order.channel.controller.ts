import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { storeOrderChannelContract as contract } from '@lakeside/shared/store-order/store-order.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { StoreAfterSaleService } from './store-after-sale.service';
import { StoreOrderChangeService } from './store-order-change.service';
import { StoreOrderService } from './store-order.service';
import { StoreOrderViewService } from './store-order-view.service';
import { StoreShipmentService } from './store-shipment.service';

type Input<Name extends keyof typeof contract> = ParsedInput<(typeof contract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreOrderChannelController {
  @Inject() private readonly orders: StoreOrderService;
  @Inject() private readonly changes: StoreOrderChangeService;
  @Inject() private readonly views: StoreOrderViewService;
  @Inject() private readonly shipments: StoreShipmentService;
  @Inject() private readonly afterSales: StoreAfterSaleService;

  @Serve(contract.quoteStoreOrder)
  async quoteStoreOrder(actor: ChannelActor, input: Input<'quoteStoreOrder'>) {
    return this.orders.quote(actor, input.body);
  }

  @Serve(contract.placeStoreOrder)
  async placeStoreOrder(actor: ChannelActor, input: Input<'placeStoreOrder'>) {
    return this.orders.place(actor, input.body);
  }

  @Serve(contract.listStoreOrders)
  async listStoreOrders(actor: ChannelActor, input: Input<'listStoreOrders'>) {
    return this.views.listOrders({ ...input.query, channelId: actor.channelId });
  }

  @Serve(contract.getStoreOrder)
  async getStoreOrder(actor: ChannelActor, input: Input<'getStoreOrder'>) {
    return this.views.getDetail(input.params.id, actor.channelId);
  }

  @Serve(contract.cancelStoreOrder)
  async cancelStoreOrder(actor: ChannelActor, input: Input<'cancelStoreOrder'>) {
    return this.changes.cancelByStore(actor, input.params.id);
  }

  @Serve(contract.receiveStoreShipment)
  async receiveStoreShipment(actor: ChannelActor, input: Input<'receiveStoreShipment'>) {
    return this.shipments.receiveByStore(actor, input.params.id);
  }

  @Serve(contract.applyStoreAfterSale)
  async applyStoreAfterSale(actor: ChannelActor, input: Input<'applyStoreAfterSale'>) {
    return this.afterSales.apply(actor, input.params.id, input.body);
  }

  @Serve(contract.listStoreAfterSales)
  async listStoreAfterSales(actor: ChannelActor, input: Input<'listStoreAfterSales'>) {
    return this.views.listAfterSales({ ...input.query, channelId: actor.channelId });
  }

  @Serve(contract.getStoreAfterSale)
  async getStoreAfterSale(actor: ChannelActor, input: Input<'getStoreAfterSale'>) {
    return this.afterSales.get(input.params.id, actor.channelId);
  }

  @Serve(contract.withdrawStoreAfterSale)
  async withdrawStoreAfterSale(actor: ChannelActor, input: Input<'withdrawStoreAfterSale'>) {
    return this.afterSales.withdraw(actor, input.params.id);
  }

  @Serve(contract.sendStoreReturn)
  async sendStoreReturn(actor: ChannelActor, input: Input<'sendStoreReturn'>) {
    return this.afterSales.sendReturn(actor, input.params.id, input.body);
  }
}
