import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { staffIncomeContract } from '@lakeside/shared/revenue/staff-income.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { StaffIncomeService } from './staff-income.service';

type Input<Name extends keyof typeof staffIncomeContract> = ParsedInput<(typeof staffIncomeContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class StaffIncomeController {
  @Inject() private readonly incomes: StaffIncomeService;

  @Serve(staffIncomeContract.getStaffIncome)
  async getStaffIncome(actor: ChannelActor, input: Input<'getStaffIncome'>) {
    return this.incomes.incomeOfStaff(actor, input.params.id);
  }

  @Serve(staffIncomeContract.listStaffIncome)
  async listStaffIncome(actor: ChannelActor, input: Input<'listStaffIncome'>) {
    return this.incomes.listOfStaff(actor, input.params.id, input.query);
  }

  @Serve(staffIncomeContract.listStaffSettlements)
  async listStaffSettlements(actor: ChannelActor, input: Input<'listStaffSettlements'>) {
    return this.incomes.settlementsOfStaff(actor, input.params.id, input.query);
  }

  @Serve(staffIncomeContract.settleStaff)
  async settleStaff(actor: ChannelActor, input: Input<'settleStaff'>) {
    return this.incomes.settle(actor, { staffId: input.params.id, ...input.body });
  }

  @Serve(staffIncomeContract.addOfflineIncome)
  async addOfflineIncome(actor: ChannelActor, input: Input<'addOfflineIncome'>) {
    return this.incomes.addOffline(actor, { staffId: input.params.id, ...input.body });
  }

  @Serve(staffIncomeContract.getOwnIncome)
  async getOwnIncome(actor: ChannelActor) {
    return this.incomes.ownIncome(actor);
  }

  @Serve(staffIncomeContract.listOwnIncome)
  async listOwnIncome(actor: ChannelActor, input: Input<'listOwnIncome'>) {
    return this.incomes.listOwn(actor, input.query);
  }

  @Serve(staffIncomeContract.listOwnSettlements)
  async listOwnSettlements(actor: ChannelActor, input: Input<'listOwnSettlements'>) {
    return this.incomes.ownSettlements(actor, input.query);
  }
}
