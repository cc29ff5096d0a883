import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { orderAdminContract } from '@lakeside/shared/order/order.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { DeliveryDayService } from '../stock/delivery-day.service';
import { OrderDeskService } from './order-desk.service';
import { RedemptionService } from './redemption.service';

type Input<Name extends keyof typeof orderAdminContract> = ParsedInput<(typeof orderAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class OrderAdminController {
  @Inject() private readonly desk: OrderDeskService;
  @Inject() private readonly redemptions: RedemptionService;
  @Inject() private readonly deliveryDays: DeliveryDayService;

  @Serve(orderAdminContract.listOrders)
  async listOrders(_actor: AdminActor, input: Input<'listOrders'>) {
    return this.desk.listOrders(input.query);
  }

  @Serve(orderAdminContract.countOrders)
  async countOrders(_actor: AdminActor, input: Input<'countOrders'>) {
    return this.desk.countOrders(input.query);
  }

  @Serve(orderAdminContract.exportOrders)
  async exportOrders(_actor: AdminActor, input: Input<'exportOrders'>) {
    return this.desk.exportOrders(input.query);
  }

  @Serve(orderAdminContract.getOrder)
  async getOrder(_actor: AdminActor, input: Input<'getOrder'>) {
    return this.desk.getOrder(input.params.id);
  }

  @Serve(orderAdminContract.checkCard)
  async checkCard(actor: AdminActor, input: Input<'checkCard'>) {
    return this.redemptions.checkCard(actor, input.body);
  }

  @Serve(orderAdminContract.listDeliveryDays)
  async listDeliveryDays(_actor: AdminActor, input: Input<'listDeliveryDays'>) {
    return this.deliveryDays.listDays(input.query.packageId, input.query.month);
  }

  @Serve(orderAdminContract.redeemByPhone)
  async redeemByPhone(actor: AdminActor, input: Input<'redeemByPhone'>) {
    return this.redemptions.redeemByPhone(actor, input.body);
  }
}
