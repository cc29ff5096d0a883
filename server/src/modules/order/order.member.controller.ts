import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { DeliveryDayService } from '../stock/delivery-day.service';
import { OrderListService } from './order-list.service';
import { OrderReceiptService } from './order-receipt.service';
import { OrderRescheduleService } from './order-reschedule.service';
import { RedemptionService } from './redemption.service';

type Input<Name extends keyof typeof orderMemberContract> = ParsedInput<(typeof orderMemberContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class OrderMemberController {
  @Inject() private readonly lists: OrderListService;
  @Inject() private readonly redemptions: RedemptionService;
  @Inject() private readonly reschedules: OrderRescheduleService;
  @Inject() private readonly receipts: OrderReceiptService;
  @Inject() private readonly deliveryDays: DeliveryDayService;

  @Serve(orderMemberContract.listDeliveryDays)
  async listDeliveryDays(_actor: MemberActor, input: Input<'listDeliveryDays'>) {
    return this.deliveryDays.listDays(input.query.packageId, input.query.month);
  }

  @Serve(orderMemberContract.redeemCard)
  async redeemCard(actor: MemberActor, input: Input<'redeemCard'>) {
    return this.redemptions.redeemCard(actor, input.body);
  }

  @Serve(orderMemberContract.listOrders)
  async listOrders(actor: MemberActor, input: Input<'listOrders'>) {
    return this.lists.listOfMember(actor, input.query);
  }

  @Serve(orderMemberContract.countOrders)
  async countOrders(actor: MemberActor, input: ParsedInput<typeof orderMemberContract.countOrders>) {
    return this.lists.countOfMember(actor, input.query);
  }

  @Serve(orderMemberContract.getOrder)
  async getOrder(actor: MemberActor, input: Input<'getOrder'>) {
    return this.lists.getOfMember(actor, input.params.id);
  }

  @Serve(orderMemberContract.getTrack)
  async getTrack(actor: MemberActor, input: Input<'getTrack'>) {
    return this.lists.trackOfMember(actor, input.params.id);
  }

  @Serve(orderMemberContract.rescheduleOrder)
  async rescheduleOrder(actor: MemberActor, input: Input<'rescheduleOrder'>) {
    return this.reschedules.reschedule(actor, { id: input.params.id, deliveryDay: input.body.deliveryDay });
  }

  @Serve(orderMemberContract.confirmReceipt)
  async confirmReceipt(actor: MemberActor, input: Input<'confirmReceipt'>) {
    return this.receipts.confirmReceipt(actor, input.params.id);
  }
}
