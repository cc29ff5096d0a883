import { toIso } from '@lakeside/shared/kernel/date';
import type { Fen } from '@lakeside/shared/kernel/money';
import type { PayAnswer } from '@lakeside/shared/order/purchase.contract';
import { paymentError } from '@lakeside/shared/payment/payment.errors';
import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Decorator, Formatter, Rsa } from 'wechatpay-axios-plugin';
import * as v from 'valibot';
import { Clock } from '../../platform/clock';
import { AppConfig, ConfigError } from '../../platform/config/config';
import type { RefundReport } from './domain/refund-report';
import type { Trade } from './domain/trade';
import { refusalOf, WechatPayRefusal } from './wechat-pay-errors';
import { h5Answer, prepayAnswer, toRefundReport, toTrade } from './wechat-pay-schemas';
import { type WechatPaySettings, wechatPaySettings } from './wechat-pay-settings';

const timeoutMs = 8_000;
/** WeChat takes 80 bytes, of which a Chinese character needs three. */
const reasonLength = 26;

export interface PrepayRequest {
  readonly tradeNo: string;
  readonly description: string;
  readonly amountFen: Fen;
  readonly expiresAt: Date;
}

export interface RefundRequest {
  readonly tradeNo: string;
  readonly refundNo: string;
  readonly reason: string;
  readonly refundFen: Fen;
  readonly totalFen: Fen;
}

/**
 * WeChat Pay APIv3 as this system uses it. Each method is one call over the network, signed by the merchant and its answer
 * verified; never call one inside a transaction. Throws WechatPayRefusal for a definite no, WechatPayUnreachable when nobody knows.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class WechatPayClient {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly clock: Clock;
  private settings: WechatPaySettings | null = null;
  private http: Decorator | null = null;

  @Init()
  async init(): Promise<void> {
    this.settings = wechatPaySettings(this.config);
    if (!this.settings) return;
    const { merchantId: mchid, serial, privateKey, publicKeyId, publicKey, baseUrl } = this.settings;
    try {
      this.http = new Decorator({
        mchid,
        serial,
        privateKey,
        certs: { [publicKeyId]: publicKey },
        baseURL: baseUrl,
        timeout: timeoutMs,
        // The doubles and WeChat are reached directly, whatever proxy the machine has for other things.
        proxy: false,
      });
    } catch {
      // The library's own message may quote the key.
      throw new ConfigError('WECHAT_PAY_PRIVATE_KEY or WECHAT_PAY_PUBLIC_KEY is not a key in PEM form.');
    }
  }

  /** Throws PAYMENT_OFF when no merchant is set up. */
  requireSettings(): WechatPaySettings {
    if (!this.settings) throw paymentError('PAYMENT_OFF');
    return this.settings;
  }

  /** False when no merchant is set up. */
  get isOn(): boolean {
    return this.settings !== null;
  }

  /** Announces a payment inside WeChat; asking again for the same one is harmless. Answers the prepay id, good for two hours. */
  async prepayJsapi(request: PrepayRequest & { openId: string }): Promise<string> {
    const body = { ...this.prepayBody(request), payer: { openid: request.openId } };
    return v.parse(prepayAnswer, await this.call('post', 'v3/pay/transactions/jsapi', { body })).prepay_id;
  }

  /** Announces a payment from a phone's browser. Answers the address of the cashier page, good for five minutes. */
  async prepayH5(request: PrepayRequest & { payerIp: string }): Promise<string> {
    const scene = { payer_client_ip: request.payerIp, h5_info: { type: 'Wap' } };
    const body = { ...this.prepayBody(request), scene_info: scene };
    return v.parse(h5Answer, await this.call('post', 'v3/pay/transactions/h5', { body })).h5_url;
  }

  /** What `wx.requestPayment` takes. */
  requestPaymentParams(prepayId: string): Extract<PayAnswer, { way: 'jsapi' }>['params'] {
    const { appId, privateKey } = this.requireSettings();
    const timeStamp = String(Math.floor(this.clock.now().getTime() / 1000));
    const nonceStr = Formatter.nonce();
    const prepay = `prepay_id=${prepayId}`;
    const message = Formatter.joinedByLineFeed(appId, timeStamp, nonceStr, prepay);
    const paySign = Rsa.sign(message, Rsa.from(privateKey, Rsa.KEY_TYPE_PRIVATE));
    return { timeStamp, nonceStr, package: prepay, signType: 'RSA', paySign };
  }

  /** What WeChat knows of a payment. */
  async findTrade(tradeNo: string): Promise<Trade> {
    const { merchantId } = this.requireSettings();
    try {
      const path = `v3/pay/transactions/out-trade-no/${tradeNo}`;
      return toTrade(await this.call('get', path, { query: { mchid: merchantId } }));
    } catch (error) {
      if (isRefusal(error, 'ORDER_NOT_EXIST', 'ORDERNOTEXIST')) return { state: 'unknown' };
      throw error;
    }
  }

  /** Makes sure that nothing can be paid any more. Throws WechatPayRefusal ORDERPAID when it was paid meanwhile. */
  async closeTrade(tradeNo: string): Promise<void> {
    const { merchantId } = this.requireSettings();
    const path = `v3/pay/transactions/out-trade-no/${tradeNo}/close`;
    await this.call('post', path, { body: { mchid: merchantId } });
  }

  /** Asks for money to go back; asking again with the same refund number is harmless. */
  async refund(request: RefundRequest): Promise<RefundReport> {
    const body = {
      out_trade_no: request.tradeNo,
      out_refund_no: request.refundNo,
      reason: request.reason.slice(0, reasonLength),
      notify_url: this.requireSettings().refundNoticeUrl,
      amount: { refund: request.refundFen, total: request.totalFen, currency: 'CNY' },
    };
    return toRefundReport(await this.call('post', 'v3/refund/domestic/refunds', { body }));
  }

  /** What WeChat knows of a refund; null when it has never heard of it. */
  async findRefund(refundNo: string): Promise<RefundReport | null> {
    try {
      return toRefundReport(await this.call('get', `v3/refund/domestic/refunds/${refundNo}`, {}));
    } catch (error) {
      if (isRefusal(error, 'RESOURCE_NOT_EXISTS')) return null;
      throw error;
    }
  }

  private prepayBody(request: PrepayRequest) {
    const { appId, merchantId, paymentNoticeUrl } = this.requireSettings();
    return {
      appid: appId,
      mchid: merchantId,
      description: request.description,
      out_trade_no: request.tradeNo,
      // WeChat wants seconds without a fraction.
      time_expire: toIso(request.expiresAt).replace(/\.\d{3}/, ''),
      notify_url: paymentNoticeUrl,
      amount: { total: request.amountFen, currency: 'CNY' },
    };
  }

  private async call(
    method: 'get' | 'post',
    path: string,
    message: { body?: object; query?: Record<string, string> },
  ): Promise<unknown> {
    this.requireSettings();
    if (!this.http) throw paymentError('PAYMENT_OFF');
    try {
      const params = message.query ? { params: message.query } : {};
      const answer = await this.http.request<unknown>(path, method, message.body, params);
      return answer.data;
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

/** True when WeChat said one of these. */
export function isRefusal(error: unknown, ...codes: string[]): boolean {
  return error instanceof WechatPayRefusal && codes.includes(error.code);
}
