import { channelAdminContract } from '@lakeside/shared/channel/channel.contract';
import { dashboardAdminContract, salespersonAdminContract } from '@lakeside/shared/crm/crm.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { DashboardService } from './dashboard.service';
import { NetworkService } from './network.service';
import { SalespersonService } from './salesperson.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class CrmAdminController {
  @Inject() private readonly dashboard: DashboardService;
  @Inject() private readonly network: NetworkService;
  @Inject() private readonly salespeople: SalespersonService;

  @Serve(dashboardAdminContract.getDashboard)
  async getDashboard() {
    return this.dashboard.getDashboard();
  }

  @Serve(channelAdminContract.getChannelTree)
  async getChannelTree(_actor: AdminActor, input: ParsedInput<typeof channelAdminContract.getChannelTree>) {
    return this.network.treeOf(input.params.id);
  }

  @Serve(salespersonAdminContract.listSalespeople)
  async listSalespeople(
    _actor: AdminActor,
    input: ParsedInput<typeof salespersonAdminContract.listSalespeople>,
  ) {
    return this.salespeople.listSalespeople(input.query);
  }

  @Serve(salespersonAdminContract.createSalesperson)
  async createSalesperson(
    actor: AdminActor,
    input: ParsedInput<typeof salespersonAdminContract.createSalesperson>,
  ) {
    return this.salespeople.createSalesperson(actor, input.body);
  }

  @Serve(salespersonAdminContract.closeSalesperson)
  async closeSalesperson(
    actor: AdminActor,
    input: ParsedInput<typeof salespersonAdminContract.closeSalesperson>,
  ) {
    return this.salespeople.closeSalesperson(actor, input.params.id);
  }
}
