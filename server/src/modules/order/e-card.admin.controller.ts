import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { eCardAdminContract } from '@lakeside/shared/order/e-card.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { ECardOrderListService } from './e-card-order-list.service';
import { ECardOrderService } from './e-card-order.service';
import { ECardRefundService } from './e-card-refund.service';

type Input<Name extends keyof typeof eCardAdminContract> = ParsedInput<(typeof eCardAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class ECardAdminController {
  @Inject() private readonly lists: ECardOrderListService;
  @Inject() private readonly orders: ECardOrderService;
  @Inject() private readonly refunds: ECardRefundService;

  @Serve(eCardAdminContract.listECardOrders)
  async listECardOrders(_actor: AdminActor, input: Input<'listECardOrders'>) {
    return this.lists.list(input.query);
  }

  @Serve(eCardAdminContract.getECardOrder)
  async getECardOrder(_actor: AdminActor, input: Input<'getECardOrder'>) {
    return this.lists.detailOf(null, input.params.id);
  }

  @Serve(eCardAdminContract.issueECards)
  async issueECards(actor: AdminActor, input: Input<'issueECards'>) {
    return this.orders.issue(actor, { id: input.params.id, count: input.body.count });
  }

  @Serve(eCardAdminContract.refundECards)
  async refundECards(actor: AdminActor, input: Input<'refundECards'>) {
    return this.refunds.refund(actor, { id: input.params.id, ...input.body });
  }
}
