import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { physicalCardAdminContract } from '@lakeside/shared/order/physical-card.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { PhysicalCardOrderListService } from '../order/physical-card-order-list.service';
import { PhysicalCardOrderService } from '../order/physical-card-order.service';
import { CardAllotmentService } from './card-allotment.service';

type Input<Name extends keyof typeof physicalCardAdminContract> = ParsedInput<
  (typeof physicalCardAdminContract)[Name]
>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class PhysicalCardAdminController {
  @Inject() private readonly lists: PhysicalCardOrderListService;
  @Inject() private readonly orders: PhysicalCardOrderService;
  @Inject() private readonly allotments: CardAllotmentService;

  @Serve(physicalCardAdminContract.listPhysicalCardOrders)
  async listPhysicalCardOrders(_actor: AdminActor, input: Input<'listPhysicalCardOrders'>) {
    return this.lists.list(input.query);
  }

  @Serve(physicalCardAdminContract.getPhysicalCardOrder)
  async getPhysicalCardOrder(_actor: AdminActor, input: Input<'getPhysicalCardOrder'>) {
    return this.orders.detailOf(null, input.params.id);
  }

  @Serve(physicalCardAdminContract.suggestCards)
  async suggestCards(_actor: AdminActor, input: Input<'suggestCards'>) {
    return this.orders.suggest(input.params.id);
  }

  @Serve(physicalCardAdminContract.allotCards)
  async allotCards(actor: AdminActor, input: Input<'allotCards'>) {
    return this.allotments.allot(actor, { id: input.params.id, selection: input.body.selection });
  }

  @Serve(physicalCardAdminContract.takeCardsBack)
  async takeCardsBack(actor: AdminActor, input: Input<'takeCardsBack'>) {
    return this.allotments.takeBack(actor, { id: input.params.id, reason: input.body.reason });
  }
}
