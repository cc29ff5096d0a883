import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { revenueChannelContract } from '@lakeside/shared/revenue/revenue.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { RevenueService } from './revenue.service';
import { WithdrawalViewService } from './withdrawal-view.service';
import { WithdrawalService } from './withdrawal.service';

type Input<Name extends keyof typeof revenueChannelContract> = ParsedInput<
  (typeof revenueChannelContract)[Name]
>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class RevenueChannelController {
  @Inject() private readonly revenue: RevenueService;
  @Inject() private readonly withdrawals: WithdrawalService;
  @Inject() private readonly views: WithdrawalViewService;

  @Serve(revenueChannelContract.getRevenueAccount)
  async getRevenueAccount(actor: ChannelActor) {
    return this.revenue.accountOf(actor.channelId);
  }

  @Serve(revenueChannelContract.listRevenue)
  async listRevenue(actor: ChannelActor, input: Input<'listRevenue'>) {
    return this.revenue.listOfChannel(actor, input.query);
  }

  @Serve(revenueChannelContract.listWithdrawals)
  async listWithdrawals(actor: ChannelActor, input: Input<'listWithdrawals'>) {
    return this.views.listOfChannel(actor, input.query);
  }

  @Serve(revenueChannelContract.applyWithdrawal)
  async applyWithdrawal(actor: ChannelActor, input: Input<'applyWithdrawal'>) {
    return this.withdrawals.apply(actor, input.body);
  }
}
