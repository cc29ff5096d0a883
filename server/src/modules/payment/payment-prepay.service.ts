import type { PayAnswer } from '@lakeside/shared/order/purchase.contract';
import { toIso } from '@lakeside/shared/kernel/date';
import { paymentError } from '@lakeside/shared/payment/payment.errors';
import { PaymentStatus, PaymentWay } from '@lakeside/shared/payment/payment.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { lockById } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { PaymentRow } from './entities/payment.entity';
import { PaymentTradeService } from './payment-trade.service';
import { PaymentService } from './payment.service';
import { isRefusal, WechatPayClient } from './wechat-pay-client';
import { WechatPayRefusal, WechatPayUnreachable } from './wechat-pay-errors';

/** Announces payments to WeChat. Called after the commit that wrote them, and again after any failure: the trade number stays. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PaymentPrepayService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly client: WechatPayClient;
  @Inject() private readonly trades: PaymentTradeService;
  @Inject() private readonly payments: PaymentService;
  @Inject() private readonly logger: Logger;

  /** Throws PAYMENT_OFF when no merchant is set up; asked first, so that no payment is written for nothing. */
  requireOn(): void {
    this.client.requireSettings();
  }

  /**
   * How the payer goes on. Throws PAYMENT_UNAVAILABLE when WeChat cannot be reached, PAYMENT_ALREADY_PAID, PAYMENT_CLOSED,
   * PAYMENT_REFUSED.
   */
  async prepay(actor: Actor, paymentId: number): Promise<PayAnswer> {
    const payment = await this.trades.requirePayment(paymentId);
    assertPayable(payment);
    try {
      const answer = await this.announce(payment, actor.request.ip);
      await this.recordPrepaid(actor, paymentId);
      return answer;
    } catch (error) {
      throw await this.toRefusal(payment, error);
    }
  }

  private async announce(payment: PaymentRow, payerIp: string): Promise<PayAnswer> {
    const payUntil = toIso(payment.expiresAt);
    if (payment.way === PaymentWay.h5) {
      return { way: 'h5', url: await this.client.prepayH5({ ...payment, payerIp }), payUntil };
    }
    const { openId } = payment;
    if (openId === null) throw paymentError('PAYER_UNKNOWN');
    const prepayId = await this.client.prepayJsapi({ ...payment, openId });
    return { way: 'jsapi', params: this.client.requestPaymentParams(prepayId), payUntil };
  }

  private async recordPrepaid(actor: Actor, paymentId: number): Promise<void> {
    const status = await this.transactions.run(actor, async (tx) => {
      const [payment] = await lockById(tx, PaymentRow, [paymentId]);
      if (payment?.status === PaymentStatus.created) {
        await tx.update(PaymentRow, { id: paymentId }, { status: PaymentStatus.prepaid });
      }
      // Closed while it was being announced: WeChat may have opened it again, so it is closed once more.
      if (payment?.status === PaymentStatus.closed) await this.payments.askToClose(tx, paymentId);
      return payment?.status;
    });
    if (status === PaymentStatus.closed) throw paymentError('PAYMENT_CLOSED');
    if (status === PaymentStatus.paid) throw paymentError('PAYMENT_ALREADY_PAID');
  }

  private async toRefusal(payment: PaymentRow, error: unknown): Promise<unknown> {
    if (error instanceof WechatPayUnreachable) {
      this.logger.warn('a payment could not be announced', { paymentId: payment.id, reason: error.message });
      return paymentError('PAYMENT_UNAVAILABLE');
    }
    if (!(error instanceof WechatPayRefusal)) return error;
    if (isRefusal(error, 'ORDERPAID', 'ORDER_PAID')) {
      await this.trades.check(payment.id);
      return paymentError('PAYMENT_ALREADY_PAID');
    }
    if (isRefusal(error, 'ORDER_CLOSED', 'ORDERCLOSED')) {
      await this.trades.recordClosed(payment.id);
      return paymentError('PAYMENT_CLOSED');
    }
    this.logger.error('WeChat Pay refused a payment', {
      paymentId: payment.id,
      code: error.code,
      reason: error.message,
    });
    return paymentError('PAYMENT_REFUSED', { code: error.code });
  }
}

function assertPayable(payment: PaymentRow): void {
  if (payment.status === PaymentStatus.paid) throw paymentError('PAYMENT_ALREADY_PAID');
  if (payment.status === PaymentStatus.closed) throw paymentError('PAYMENT_CLOSED');
}
