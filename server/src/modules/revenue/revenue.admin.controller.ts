import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { revenueAdminContract } from '@lakeside/shared/revenue/revenue.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { RevenueService } from './revenue.service';
import { WithdrawalViewService } from './withdrawal-view.service';
import { WithdrawalService } from './withdrawal.service';

type Input<Name extends keyof typeof revenueAdminContract> = ParsedInput<(typeof revenueAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class RevenueAdminController {
  @Inject() private readonly revenue: RevenueService;
  @Inject() private readonly withdrawals: WithdrawalService;
  @Inject() private readonly views: WithdrawalViewService;

  @Serve(revenueAdminContract.listWithdrawals)
  async listWithdrawals(_actor: AdminActor, input: Input<'listWithdrawals'>) {
    return this.views.listForAdmin(input.query);
  }

  @Serve(revenueAdminContract.exportWithdrawals)
  async exportWithdrawals(_actor: AdminActor, input: Input<'exportWithdrawals'>) {
    return this.views.exportWithdrawals(input.query);
  }

  @Serve(revenueAdminContract.getWithdrawal)
  async getWithdrawal(actor: AdminActor, input: Input<'getWithdrawal'>) {
    return this.views.getForAdmin(actor, input.params.id);
  }

  @Serve(revenueAdminContract.payWithdrawal)
  async payWithdrawal(actor: AdminActor, input: Input<'payWithdrawal'>) {
    return this.withdrawals.pay(actor, { id: input.params.id, voucherNo: input.body.voucherNo });
  }

  @Serve(revenueAdminContract.rejectWithdrawal)
  async rejectWithdrawal(actor: AdminActor, input: Input<'rejectWithdrawal'>) {
    return this.withdrawals.reject(actor, { id: input.params.id, reason: input.body.reason });
  }

  @Serve(revenueAdminContract.getOrderRevenue)
  async getOrderRevenue(_actor: AdminActor, input: Input<'getOrderRevenue'>) {
    return this.revenue.revenueOfOrder(input.params.id);
  }

  @Serve(revenueAdminContract.getChannelRevenue)
  async getChannelRevenue(_actor: AdminActor, input: Input<'getChannelRevenue'>) {
    return this.revenue.revenueOfChannel(input.params.id);
  }
}
