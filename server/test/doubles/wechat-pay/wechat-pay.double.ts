import * as v from 'valibot';
import {
  type Double,
  type DoubleAnswer,
  type DoubleContext,
  type DoubleRequest,
  html,
  json,
} from '../double';
import { cashierMessage, cashierPage } from './cashier-page';
import { assertSigned } from './merchant-signature';
import { newKeys, signedHeaders, type WechatPayKeys } from './wechat-pay-keys';
import { type PendingNotice, WechatPayNoticeSender } from './wechat-pay-notices';
import { WechatPayNo } from './wechat-pay-refusal';
import {
  h5Body,
  jsapiBody,
  type Refund,
  refundBody,
  type Trade,
  type TradeBook,
  WechatPayTrades,
} from './wechat-pay-trades';

interface State extends TradeBook {
  keys: WechatPayKeys | null;
  notices: PendingNotice[];
}

/** What the payer does at the cashier. */
const outcomeSchema = v.picklist(['success', 'cancel', 'insufficient']);
const payBody = v.object({ prepayId: v.string(), outcome: v.optional(outcomeSchema, 'success') });

type Handler = (request: DoubleRequest) => object | null;

/**
 * Plays WeChat Pay APIv3: checks the merchant's signature, signs its own answers and notices, encrypts what it tells. A person
 * pays at the cashier page, a test or a mini program in the runtime through `POST /__pay`.
 */
export class WechatPayDouble implements Double {
  readonly name = 'wechat-pay';
  readonly title = '微信支付';
  readonly notices: WechatPayNoticeSender;
  readonly keys: WechatPayKeys;
  /** How the next refunds end. */
  refundOutcome: 'SUCCESS' | 'CLOSED' | 'ABNORMAL' | 'PROCESSING' = 'SUCCESS';
  /** Fen the merchant can give back; null is without end. */
  balanceFen: number | null = null;
  readonly routes = [
    this.api('POST', '/v3/pay/transactions/jsapi', (request) => this.prepayJsapi(request)),
    this.api('POST', '/v3/pay/transactions/h5', (request) => this.prepayH5(request)),
    this.api('GET', '/v3/pay/transactions/out-trade-no/:tradeNo', ({ params, query }) => {
      this.assertMerchant(query.get('mchid'));
      return this.tradeView(this.trades.require(params['tradeNo'] ?? ''));
    }),
    this.api('GET', '/v3/pay/transactions/id/:transactionId', ({ params, query }) => {
      this.assertMerchant(query.get('mchid'));
      return this.tradeView(this.trades.findBy({ transactionId: params['transactionId'] ?? '' }));
    }),
    this.api('POST', '/v3/pay/transactions/out-trade-no/:tradeNo/close', (request) => this.close(request)),
    this.api('POST', '/v3/refund/domestic/refunds', (request) => this.refund(request)),
    this.api('GET', '/v3/refund/domestic/refunds/:refundNo', ({ params }) =>
      this.refundView(this.trades.requireRefund(params['refundNo'] ?? '')),
    ),
    {
      method: 'POST',
      path: '/__pay',
      isControl: true,
      handle: (request: DoubleRequest) => this.payByControl(request),
    },
    {
      method: 'GET',
      path: '/__cashier',
      isControl: true,
      handle: (request: DoubleRequest) => this.showCashier(request),
    },
    {
      method: 'POST',
      path: '/__cashier',
      isControl: true,
      handle: (request: DoubleRequest) => this.useCashier(request),
    },
  ] as const;
  private readonly state: State;
  private readonly trades: WechatPayTrades;

  constructor(private readonly context: DoubleContext) {
    const state = (this.state = context.state<State>({ keys: null, trades: {}, refunds: {}, notices: [] }));
    state.keys ??= newKeys();
    this.keys = state.keys;
    this.trades = new WechatPayTrades(state, () => context.now());
    this.notices = new WechatPayNoticeSender(state.notices, this.keys, () => context.now());
  }

  environment(baseUrl: string): Record<string, string> {
    const { keys } = this;
    return {
      WECHAT_PAY_URL: baseUrl,
      WECHAT_PAY_MERCHANT_ID: keys.merchantId,
      WECHAT_PAY_SERIAL: keys.merchantSerial,
      WECHAT_PAY_PRIVATE_KEY: keys.merchantPrivateKey,
      WECHAT_PAY_API_V3_KEY: keys.apiV3Key,
      WECHAT_PAY_PUBLIC_KEY_ID: keys.platformKeyId,
      WECHAT_PAY_PUBLIC_KEY: keys.platformPublicKey,
    };
  }

  rateLimited(): DoubleAnswer {
    return json({ code: 'FREQUENCY_LIMITED', message: '频率超限' }, 429);
  }

  /** The payer of a trade acts. Throws WechatPayNo when it cannot be paid any more. */
  pay(prepayId: string, outcome: v.InferOutput<typeof outcomeSchema> = 'success'): Trade {
    const trade = this.trades.findBy({ prepayId });
    if (outcome !== 'success') return trade;
    this.trades.pay(trade);
    this.tell(trade.notifyUrl, {
      eventType: 'TRANSACTION.SUCCESS',
      originalType: 'transaction',
      content: this.tradeView(trade),
    });
    return trade;
  }

  /** Everything the double knows of money, for comparing with the merchant's books. */
  get book(): Readonly<TradeBook> {
    return this.state;
  }

  /** Ends a refund that was left `PROCESSING`. */
  finishRefund(refundNo: string, status: 'SUCCESS' | 'CLOSED' | 'ABNORMAL'): void {
    this.finish(this.trades.requireRefund(refundNo), status);
  }

  private prepayJsapi(request: DoubleRequest): object {
    const body = v.parse(jsapiBody, request.json());
    this.assertMerchant(body.mchid);
    return { prepay_id: this.trades.prepay(body, 'JSAPI').prepayId };
  }

  private prepayH5(request: DoubleRequest): object {
    const body = v.parse(h5Body, request.json());
    this.assertMerchant(body.mchid);
    const { prepayId } = this.trades.prepay(body, 'MWEB');
    return { h5_url: `${this.context.baseUrl()}/__cashier?prepay_id=${prepayId}` };
  }

  private close(request: DoubleRequest): null {
    this.assertMerchant(v.parse(v.object({ mchid: v.string() }), request.json()).mchid);
    this.trades.close(request.params['tradeNo'] ?? '');
    return null;
  }

  private refund(request: DoubleRequest): object {
    const body = v.parse(refundBody, request.json());
    if (this.balanceFen !== null && body.amount.refund > this.balanceFen) {
      throw new WechatPayNo(403, 'NOT_ENOUGH', '基本账户余额不足');
    }
    const refund = this.trades.refund(body);
    // Read before it ends: WeChat answers that it has begun, and tells later how it ended.
    const answer = this.refundView(refund);
    if (refund.status === 'PROCESSING' && this.refundOutcome !== 'PROCESSING')
      this.finish(refund, this.refundOutcome);
    return answer;
  }

  private finish(refund: Refund, status: 'SUCCESS' | 'CLOSED' | 'ABNORMAL'): void {
    this.trades.finish(refund, status);
    if (refund.notifyUrl === null) return;
    const { status: refund_status, ...content } = this.refundView(refund);
    this.tell(refund.notifyUrl, {
      eventType: `REFUND.${status}`,
      originalType: 'refund',
      content: { mchid: this.keys.merchantId, refund_status, ...content },
    });
  }

  private tell(url: string, notice: Pick<PendingNotice, 'eventType' | 'originalType' | 'content'>): void {
    this.notices.add({ url, ...notice });
  }

  private payByControl(request: DoubleRequest): DoubleAnswer {
    const { prepayId, outcome } = v.parse(payBody, request.json());
    return answered(() => json({ state: this.pay(prepayId, outcome).state }));
  }

  private showCashier({ query }: DoubleRequest): DoubleAnswer {
    const redirectUrl = safeUrl(query.get('redirect_url'));
    try {
      return html(cashierPage(this.trades.findBy({ prepayId: query.get('prepay_id') ?? '' }), redirectUrl));
    } catch (error) {
      if (error instanceof WechatPayNo) return html(cashierMessage(error.message, redirectUrl), error.status);
      throw error;
    }
  }

  private useCashier(request: DoubleRequest): DoubleAnswer {
    const form = request.form();
    const redirectUrl = safeUrl(form.get('redirect_url'));
    const outcome = v.parse(outcomeSchema, form.get('outcome'));
    try {
      this.pay(form.get('prepay_id') ?? '', outcome);
    } catch (error) {
      if (error instanceof WechatPayNo) return html(cashierMessage(error.message, redirectUrl), error.status);
      throw error;
    }
    if (outcome === 'insufficient') return html(cashierMessage('余额不足，没有付款', redirectUrl));
    if (redirectUrl === '')
      return html(cashierMessage(outcome === 'success' ? '付款成功' : '已放弃付款', ''));
    return { status: 303, headers: { location: redirectUrl }, body: '' };
  }

  private tradeView(trade: Trade): object {
    const isPaid = trade.paidAt !== null;
    return {
      appid: trade.appId,
      mchid: this.keys.merchantId,
      out_trade_no: trade.tradeNo,
      trade_state: trade.state,
      trade_state_desc: trade.state,
      ...(isPaid
        ? {
            transaction_id: trade.transactionId,
            trade_type: trade.type,
            bank_type: 'OTHERS',
            success_time: trade.paidAt,
            payer: { openid: trade.openId ?? 'o-demo-h5-payer' },
            amount: {
              total: trade.totalFen,
              payer_total: trade.totalFen,
              currency: 'CNY',
              payer_currency: 'CNY',
            },
          }
        : { amount: { total: trade.totalFen, currency: 'CNY' } }),
    };
  }

  private refundView(refund: Refund) {
    const trade = this.trades.require(refund.tradeNo);
    return {
      refund_id: refund.refundId,
      out_refund_no: refund.refundNo,
      transaction_id: trade.transactionId,
      out_trade_no: trade.tradeNo,
      status: refund.status,
      ...(refund.successAt ? { success_time: refund.successAt } : {}),
      amount: {
        total: trade.totalFen,
        refund: refund.refundFen,
        payer_total: trade.totalFen,
        payer_refund: refund.refundFen,
        currency: 'CNY',
      },
    };
  }

  private assertMerchant(merchantId: string | null): void {
    if (merchantId !== this.keys.merchantId) throw new WechatPayNo(400, 'PARAM_ERROR', '商户号与签名不一致');
  }

  private api<Method extends 'GET' | 'POST'>(method: Method, path: string, handle: Handler) {
    return {
      method,
      path,
      handle: (request: DoubleRequest): DoubleAnswer =>
        answered(() => {
          assertSigned(request, this.keys);
          const result = handle(request);
          const body = result === null ? '' : JSON.stringify(result);
          // The merchant's library compares with the machine's time, whatever time the test has.
          const headers = signedHeaders(body, new Date(), this.keys);
          return { status: result === null ? 204 : 200, headers, body };
        }),
    };
  }
}

/** Turns a refusal into WeChat's form of one. */
function answered(work: () => DoubleAnswer): DoubleAnswer {
  try {
    return work();
  } catch (error) {
    if (error instanceof WechatPayNo) return json({ code: error.code, message: error.message }, error.status);
    if (v.isValiError(error)) return json({ code: 'PARAM_ERROR', message: error.message }, 400);
    throw error;
  }
}

/** Only addresses of pages: a script must not run on the cashier's page. */
function safeUrl(url: string | null): string {
  return url !== null && /^https?:\/\//.test(url) ? url : '';
}
