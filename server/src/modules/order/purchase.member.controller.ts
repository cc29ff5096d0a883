import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { PurchasePaymentService } from './purchase-payment.service';
import { PurchaseQuoteService } from './purchase-quote.service';
import { PurchaseService } from './purchase.service';

type Input<Name extends keyof typeof purchaseMemberContract> = ParsedInput<
  (typeof purchaseMemberContract)[Name]
>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class PurchaseMemberController {
  @Inject() private readonly quotes: PurchaseQuoteService;
  @Inject() private readonly purchases: PurchaseService;
  @Inject() private readonly payments: PurchasePaymentService;

  @Serve(purchaseMemberContract.quotePurchase)
  async quotePurchase(actor: MemberActor, input: Input<'quotePurchase'>) {
    return this.quotes.quote(actor, input.body);
  }

  @Serve(purchaseMemberContract.placePurchase)
  async placePurchase(actor: MemberActor, input: Input<'placePurchase'>) {
    return this.purchases.place(actor, input.body);
  }

  @Serve(purchaseMemberContract.payOrder)
  async payOrder(actor: MemberActor, input: Input<'payOrder'>) {
    return this.payments.pay(actor, { id: input.params.id, way: input.body.way });
  }

  @Serve(purchaseMemberContract.cancelOrder)
  async cancelOrder(actor: MemberActor, input: Input<'cancelOrder'>) {
    return this.payments.cancel(actor, input.params.id);
  }
}
