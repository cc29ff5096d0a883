import { afterSaleAdminContract } from '@lakeside/shared/after-sale/after-sale.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { AfterSaleDecisionService } from './after-sale-decision.service';
import { AfterSaleExchangeService } from './after-sale-exchange.service';
import { AfterSaleListService } from './after-sale-list.service';
import { AfterSaleService } from './after-sale.service';

type Input<Name extends keyof typeof afterSaleAdminContract> = ParsedInput<
  (typeof afterSaleAdminContract)[Name]
>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class AfterSaleAdminController {
  @Inject() private readonly sales: AfterSaleService;
  @Inject() private readonly lists: AfterSaleListService;
  @Inject() private readonly decisions: AfterSaleDecisionService;
  @Inject() private readonly exchanges: AfterSaleExchangeService;

  @Serve(afterSaleAdminContract.listAfterSales)
  async listAfterSales(_actor: AdminActor, input: Input<'listAfterSales'>) {
    return this.lists.listForAdmin(input.query);
  }

  @Serve(afterSaleAdminContract.exportAfterSales)
  async exportAfterSales(_actor: AdminActor, input: Input<'exportAfterSales'>) {
    return this.lists.exportAfterSales(input.query);
  }

  @Serve(afterSaleAdminContract.getAfterSale)
  async getAfterSale(_actor: AdminActor, input: Input<'getAfterSale'>) {
    return this.sales.getForAdmin(input.params.id);
  }

  @Serve(afterSaleAdminContract.approve)
  async approve(actor: AdminActor, input: Input<'approve'>) {
    return this.decisions.approve(actor, { id: input.params.id, decision: input.body });
  }

  @Serve(afterSaleAdminContract.reject)
  async reject(actor: AdminActor, input: Input<'reject'>) {
    return this.decisions.reject(actor, { id: input.params.id, reason: input.body.reason });
  }

  @Serve(afterSaleAdminContract.confirmReturn)
  async confirmReturn(actor: AdminActor, input: Input<'confirmReturn'>) {
    const { cardNos, ...decision } = input.body;
    return this.decisions.confirmReturn(actor, { id: input.params.id, decision, cardNos });
  }

  @Serve(afterSaleAdminContract.shipExchange)
  async shipExchange(actor: AdminActor, input: Input<'shipExchange'>) {
    return this.exchanges.ship(actor, { id: input.params.id, body: input.body });
  }
}
