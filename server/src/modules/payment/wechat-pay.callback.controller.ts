import { wechatPayCallbackContract } from '@lakeside/shared/payment/payment.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CallbackActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { WechatPayCallbackService } from './wechat-pay-callback.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class WechatPayCallbackController {
  @Inject() private readonly callbacks: WechatPayCallbackService;

  @Serve(wechatPayCallbackContract.receivePaymentNotice)
  async receivePaymentNotice(actor: CallbackActor) {
    return this.callbacks.receivePaymentNotice(actor);
  }

  @Serve(wechatPayCallbackContract.receiveRefundNotice)
  async receiveRefundNotice(actor: CallbackActor) {
    return this.callbacks.receiveRefundNotice(actor);
  }
}
