import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { memberOrderAdminContract } from '@lakeside/shared/order/member-order.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { MemberOrderService } from './member-order.service';

type Input<Name extends keyof typeof memberOrderAdminContract> = ParsedInput<
  (typeof memberOrderAdminContract)[Name]
>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberOrderAdminController {
  @Inject() private readonly memberOrders: MemberOrderService;

  @Serve(memberOrderAdminContract.getMemberSpending)
  async getMemberSpending(_actor: AdminActor, input: Input<'getMemberSpending'>) {
    return this.memberOrders.spendingOf(input.params.id);
  }

  @Serve(memberOrderAdminContract.listOrdersOfMember)
  async listOrdersOfMember(_actor: AdminActor, input: Input<'listOrdersOfMember'>) {
    return this.memberOrders.listOrdersOfMember(input.params.id, input.query);
  }
}
