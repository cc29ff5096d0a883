import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { purchaseAdminContract } from '@lakeside/shared/order/purchase.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { PurchaseRefundService } from './purchase-refund.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class PurchaseAdminController {
  @Inject() private readonly refunds: PurchaseRefundService;

  @Serve(purchaseAdminContract.refundOrder)
  async refundOrder(actor: AdminActor, input: ParsedInput<typeof purchaseAdminContract.refundOrder>) {
    return this.refunds.refund(actor, { id: input.params.id, ...input.body });
  }
}
