import { paymentError } from '@lakeside/shared/payment/payment.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { CallbackActor } from '../../platform/http/actor';
import { PaymentRefundService } from './payment-refund.service';
import { PaymentTradeService } from './payment-trade.service';
import { WechatPayClient } from './wechat-pay-client';
import { WechatPayNotices } from './wechat-pay-notice';
import { refundNoticeMerchant, toRefundReport, toTrade } from './wechat-pay-schemas';

const taken = { code: 'SUCCESS', message: '成功' } as const;

/** Takes the notices of WeChat Pay: late, early, repeated, in any order, each has its effect once. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class WechatPayCallbackService {
  @Inject() private readonly client: WechatPayClient;
  @Inject() private readonly notices: WechatPayNotices;
  @Inject() private readonly trades: PaymentTradeService;
  @Inject() private readonly refunds: PaymentRefundService;

  /** Throws CALLBACK_REFUSED, CALLBACK_MISMATCH. */
  async receivePaymentNotice(actor: CallbackActor): Promise<typeof taken> {
    const { content } = this.notices.open(actor);
    const trade = readable(() => toTrade(content));
    if (trade.state === 'paid') await this.trades.recordPaid(trade.paid);
    return taken;
  }

  /** Throws CALLBACK_REFUSED, CALLBACK_MISMATCH. */
  async receiveRefundNotice(actor: CallbackActor): Promise<typeof taken> {
    const { content } = this.notices.open(actor);
    const { mchid } = readable(() => v.parse(refundNoticeMerchant, content));
    if (mchid !== this.client.requireSettings().merchantId)
      throw paymentError('CALLBACK_MISMATCH', { field: 'mchid' });
    await this.refunds.recordReport(readable(() => toRefundReport(content)));
    return taken;
  }
}

/** Signed and yet not what was agreed on: told back as wrong, not as a fault of ours. */
function readable<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (v.isValiError(error)) throw paymentError('CALLBACK_MISMATCH', { field: 'content' });
    throw error;
  }
}
