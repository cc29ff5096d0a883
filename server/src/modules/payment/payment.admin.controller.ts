import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { paymentAdminContract } from '@lakeside/shared/payment/payment.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { PaymentListService } from './payment-list.service';
import { PaymentRefundService } from './payment-refund.service';

type Input<Name extends keyof typeof paymentAdminContract> = ParsedInput<(typeof paymentAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class PaymentAdminController {
  @Inject() private readonly lists: PaymentListService;
  @Inject() private readonly refunds: PaymentRefundService;

  @Serve(paymentAdminContract.listPayments)
  async listPayments(_actor: AdminActor, input: Input<'listPayments'>) {
    return this.lists.listPayments(input.query);
  }

  @Serve(paymentAdminContract.getPayment)
  async getPayment(_actor: AdminActor, input: Input<'getPayment'>) {
    return this.lists.getPayment(input.params.id);
  }

  @Serve(paymentAdminContract.listRefunds)
  async listRefunds(_actor: AdminActor, input: Input<'listRefunds'>) {
    return this.lists.listRefunds(input.query);
  }

  @Serve(paymentAdminContract.retryRefund)
  async retryRefund(actor: AdminActor, input: Input<'retryRefund'>) {
    return this.refunds.retry(actor, input.params.id);
  }
}
