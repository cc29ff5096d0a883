import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { eCardMemberContract } from '@lakeside/shared/order/e-card.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { ECardPurchaseService } from './e-card-purchase.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class ECardMemberController {
  @Inject() private readonly purchases: ECardPurchaseService;

  @Serve(eCardMemberContract.placeECardPurchase)
  async placeECardPurchase(
    actor: MemberActor,
    input: ParsedInput<typeof eCardMemberContract.placeECardPurchase>,
  ) {
    return this.purchases.place(actor, input.body);
  }
}
