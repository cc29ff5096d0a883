import { crmSalesContract } from '@lakeside/shared/crm/crm.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { SalesActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { CustomerService } from './customer.service';
import { SalesLoginService } from './sales-login.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class CrmSalesController {
  @Inject() private readonly customers: CustomerService;
  @Inject() private readonly logins: SalesLoginService;

  @Serve(crmSalesContract.getProfile)
  async getProfile(actor: SalesActor) {
    return this.logins.profileOf(actor);
  }

  @Serve(crmSalesContract.getOverview)
  async getOverview(actor: SalesActor) {
    return this.customers.getOverview(actor);
  }

  @Serve(crmSalesContract.listCustomers)
  async listCustomers(actor: SalesActor, input: ParsedInput<typeof crmSalesContract.listCustomers>) {
    return this.customers.listCustomers(actor, input.query);
  }

  @Serve(crmSalesContract.getCustomer)
  async getCustomer(actor: SalesActor, input: ParsedInput<typeof crmSalesContract.getCustomer>) {
    return this.customers.getCustomer(actor, input.params.id);
  }

  @Serve(crmSalesContract.getCustomerNetwork)
  async getCustomerNetwork(
    actor: SalesActor,
    input: ParsedInput<typeof crmSalesContract.getCustomerNetwork>,
  ) {
    return this.customers.getNetwork(actor, input.params.id);
  }
}
