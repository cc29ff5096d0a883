import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { physicalCardMemberContract } from '@lakeside/shared/order/physical-card.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { PhysicalCardOrderService } from './physical-card-order.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class PhysicalCardMemberController {
  @Inject() private readonly orders: PhysicalCardOrderService;

  @Serve(physicalCardMemberContract.listOrderCards)
  async listOrderCards(
    actor: MemberActor,
    input: ParsedInput<typeof physicalCardMemberContract.listOrderCards>,
  ) {
    return this.orders.cardsOfMember(actor, input.params.id);
  }
}
