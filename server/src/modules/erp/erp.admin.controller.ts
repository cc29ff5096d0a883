import { erpAdminContract } from '@lakeside/shared/erp/erp.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { ErpGoodsService } from './erp-goods.service';
import { ErpPushService } from './erp-push.service';
import { ErpSyncService } from './erp-sync.service';

type Input<Name extends keyof typeof erpAdminContract> = ParsedInput<(typeof erpAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class ErpAdminController {
  @Inject() private readonly goods: ErpGoodsService;
  @Inject() private readonly sync: ErpSyncService;
  @Inject() private readonly pushes: ErpPushService;

  @Serve(erpAdminContract.getErpState)
  async getErpState(_actor: AdminActor) {
    return this.goods.state();
  }

  @Serve(erpAdminContract.synchronise)
  async synchronise(actor: AdminActor) {
    await this.sync.synchronise(actor);
    return this.goods.state();
  }

  @Serve(erpAdminContract.listErpSkus)
  async listErpSkus(_actor: AdminActor, input: Input<'listErpSkus'>) {
    return this.goods.list(input.query);
  }

  @Serve(erpAdminContract.linkErpSku)
  async linkErpSku(actor: AdminActor, input: Input<'linkErpSku'>) {
    return this.goods.link(actor, { id: input.params.id, skuId: input.body.skuId });
  }

  @Serve(erpAdminContract.listErpPushes)
  async listErpPushes(_actor: AdminActor, input: Input<'listErpPushes'>) {
    return this.pushes.list(input.query);
  }

  @Serve(erpAdminContract.pushAgain)
  async pushAgain(actor: AdminActor, input: Input<'pushAgain'>) {
    return this.pushes.pushAgain(actor, input.params.id);
  }
}
