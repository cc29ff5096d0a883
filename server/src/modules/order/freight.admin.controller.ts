import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { freightAdminContract } from '@lakeside/shared/order/freight.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { FreightService } from './freight.service';

type Input<Name extends keyof typeof freightAdminContract> = ParsedInput<(typeof freightAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class FreightAdminController {
  @Inject() private readonly freights: FreightService;

  @Serve(freightAdminContract.listFreightTemplates)
  async listFreightTemplates() {
    return this.freights.listTemplates();
  }

  @Serve(freightAdminContract.createFreightTemplate)
  async createFreightTemplate(actor: AdminActor, input: Input<'createFreightTemplate'>) {
    return this.freights.create(actor, input.body);
  }

  @Serve(freightAdminContract.updateFreightTemplate)
  async updateFreightTemplate(actor: AdminActor, input: Input<'updateFreightTemplate'>) {
    return this.freights.update(actor, { id: input.params.id, body: input.body });
  }

  @Serve(freightAdminContract.deleteFreightTemplate)
  async deleteFreightTemplate(actor: AdminActor, input: Input<'deleteFreightTemplate'>) {
    return this.freights.delete(actor, input.params.id);
  }
}
