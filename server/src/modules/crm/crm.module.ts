import { channelAdminContract, channelSelfContract } from '@lakeside/shared/channel/channel.contract';
import {
  crmSalesContract,
  dashboardAdminContract,
  salesAuthContract,
  salespersonAdminContract,
} from '@lakeside/shared/crm/crm.contract';
import type { ServerModule } from '../../platform/server-module';
import { IdentityService } from '../identity/identity.service';
import { OrgService } from '../org/org.service';
import { CrmAdminController } from './crm.admin.controller';
import { CrmChannelController } from './crm.channel.controller';
import { CrmPublicController } from './crm.public.controller';
import { CrmSalesController } from './crm.sales.controller';
import { CustomerService } from './customer.service';
import { DashboardQueries } from './dashboard.queries';
import { DashboardService } from './dashboard.service';
import { NetworkService } from './network.service';
import { SalesLoginService } from './sales-login.service';
import { SalespersonService } from './salesperson.service';

/** Customers of the sales team, networks, salespeople, dashboard. */
export const crmModule: ServerModule = {
  name: 'crm',
  providers: [
    CustomerService,
    DashboardQueries,
    DashboardService,
    NetworkService,
    SalesLoginService,
    SalespersonService,
  ],
  controllers: [CrmAdminController, CrmChannelController, CrmPublicController, CrmSalesController],
  contracts: [
    crmSalesContract,
    dashboardAdminContract,
    salesAuthContract,
    salespersonAdminContract,
    // Entries of the channel's contracts that need the cards of a higher tier.
    { getNetwork: channelSelfContract.getNetwork, getChannelTree: channelAdminContract.getChannelTree },
  ],
  onBoot: async (container) => {
    const identity = await container.get(IdentityService);
    const org = await container.get(OrgService);
    identity.registerActorLoader('sales', async (credential) => {
      const person = await org.requireSalesperson(null, credential.subjectId);
      if (person.status !== 'active') return null;
      return {
        kind: 'sales',
        name: person.name,
        salespersonId: person.id,
        isManager: false,
        departmentId: null,
        permissions: [],
      };
    });
  },
};
