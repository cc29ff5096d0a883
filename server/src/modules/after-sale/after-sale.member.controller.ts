import { afterSaleMemberContract } from '@lakeside/shared/after-sale/after-sale.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { AfterSaleApplicationService } from './after-sale-application.service';
import { AfterSaleExchangeService } from './after-sale-exchange.service';
import { AfterSaleListService } from './after-sale-list.service';
import { AfterSaleReturnService } from './after-sale-return.service';
import { AfterSaleService } from './after-sale.service';

type Input<Name extends keyof typeof afterSaleMemberContract> = ParsedInput<
  (typeof afterSaleMemberContract)[Name]
>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class AfterSaleMemberController {
  @Inject() private readonly sales: AfterSaleService;
  @Inject() private readonly applications: AfterSaleApplicationService;
  @Inject() private readonly lists: AfterSaleListService;
  @Inject() private readonly returns: AfterSaleReturnService;
  @Inject() private readonly exchanges: AfterSaleExchangeService;

  @Serve(afterSaleMemberContract.getOptions)
  async getOptions(actor: MemberActor, input: Input<'getOptions'>) {
    return this.applications.optionsOf(actor, input.params.id);
  }

  @Serve(afterSaleMemberContract.apply)
  async apply(actor: MemberActor, input: Input<'apply'>) {
    return this.applications.apply(actor, { orderId: input.params.id, body: input.body });
  }

  @Serve(afterSaleMemberContract.listAfterSales)
  async listAfterSales(actor: MemberActor, input: Input<'listAfterSales'>) {
    return this.lists.listOfMember(actor, input.query);
  }

  @Serve(afterSaleMemberContract.getAfterSale)
  async getAfterSale(actor: MemberActor, input: Input<'getAfterSale'>) {
    return this.sales.getOfMember(actor, input.params.id);
  }

  @Serve(afterSaleMemberContract.withdraw)
  async withdraw(actor: MemberActor, input: Input<'withdraw'>) {
    return this.applications.withdraw(actor, input.params.id);
  }

  @Serve(afterSaleMemberContract.sendReturn)
  async sendReturn(actor: MemberActor, input: Input<'sendReturn'>) {
    return this.returns.sendReturn(actor, { id: input.params.id, waybill: input.body });
  }

  @Serve(afterSaleMemberContract.confirmExchange)
  async confirmExchange(actor: MemberActor, input: Input<'confirmExchange'>) {
    return this.exchanges.confirm(actor, input.params.id);
  }
}
