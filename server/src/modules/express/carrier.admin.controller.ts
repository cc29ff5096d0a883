import { carrierAdminContract } from '@lakeside/shared/express/carrier.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { CarrierService } from './carrier.service';

type Input<Name extends keyof typeof carrierAdminContract> = ParsedInput<(typeof carrierAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class CarrierAdminController {
  @Inject() private readonly carriers: CarrierService;

  @Serve(carrierAdminContract.listCarriers)
  async listCarriers() {
    return this.carriers.list();
  }

  @Serve(carrierAdminContract.createCarrier)
  async createCarrier(actor: AdminActor, input: Input<'createCarrier'>) {
    return this.carriers.create(actor, input.body);
  }

  @Serve(carrierAdminContract.updateCarrier)
  async updateCarrier(actor: AdminActor, input: Input<'updateCarrier'>) {
    return this.carriers.update(actor, { id: input.params.id, body: input.body });
  }
}
