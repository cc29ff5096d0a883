import { randomBytes, randomInt } from 'node:crypto';
import * as v from 'valibot';
import { WechatPayNo } from './wechat-pay-refusal';

const maxDescriptionBytes = 127;

const tradeNo = v.pipe(v.string(), v.regex(/^[\w\-|*]{6,32}$/, '商户订单号不正确'));
const fen = v.pipe(v.number(), v.safeInteger(), v.minValue(1, '金额必须大于 0'));
const commonEntries = {
  appid: v.string(),
  mchid: v.string(),
  description: v.pipe(
    v.string(),
    v.minLength(1),
    v.check((text) => Buffer.byteLength(text) <= maxDescriptionBytes, '商品描述太长'),
  ),
  out_trade_no: tradeNo,
  time_expire: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/, '时间格式不正确')),
  notify_url: v.pipe(v.string(), v.regex(/^https?:\/\/[^?]+$/, '通知地址不正确')),
  amount: v.object({ total: fen, currency: v.optional(v.literal('CNY'), 'CNY') }),
};
export const jsapiBody = v.object({
  ...commonEntries,
  payer: v.object({ openid: v.pipe(v.string(), v.minLength(1)) }),
});
export const h5Body = v.object({
  ...commonEntries,
  scene_info: v.object({
    payer_client_ip: v.pipe(v.string(), v.minLength(1)),
    h5_info: v.object({ type: v.string() }),
  }),
});
export const refundBody = v.object({
  out_trade_no: tradeNo,
  out_refund_no: v.pipe(v.string(), v.regex(/^[\w\-|*@]{1,64}$/, '商户退款单号不正确')),
  reason: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => Buffer.byteLength(text) <= 80, '退款原因太长'),
    ),
  ),
  notify_url: v.optional(commonEntries.notify_url),
  amount: v.object({ refund: fen, total: fen, currency: v.literal('CNY') }),
});

type CommonBody = v.InferOutput<typeof h5Body> | v.InferOutput<typeof jsapiBody>;

export interface Trade {
  tradeNo: string;
  appId: string;
  description: string;
  totalFen: number;
  expiresAt: string;
  notifyUrl: string;
  type: 'JSAPI' | 'MWEB';
  openId: string | null;
  prepayId: string;
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
  transactionId: string | null;
  paidAt: string | null;
}

export interface Refund {
  refundNo: string;
  refundId: string;
  tradeNo: string;
  refundFen: number;
  notifyUrl: string | null;
  status: 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL';
  successAt: string | null;
}

/** What the double keeps of the money, in its state. */
export interface TradeBook {
  trades: Record<string, Trade>;
  refunds: Record<string, Refund>;
}

/** The rules of WeChat's side: one trade a number, paid once, refunded up to what was paid. */
export class WechatPayTrades {
  constructor(
    private readonly book: TradeBook,
    private readonly now: () => Date,
  ) {}

  /** Announces a trade; the same announcement again goes on with it. */
  prepay(body: CommonBody, type: Trade['type']): Trade {
    const openId = 'payer' in body ? body.payer.openid : null;
    const known = this.book.trades[body.out_trade_no];
    if (known) return this.goOn(known, { body, type, openId });
    if (Date.parse(body.time_expire) <= this.now().getTime()) {
      throw new WechatPayNo(400, 'PARAM_ERROR', '支付截止时间已过');
    }
    const trade: Trade = {
      tradeNo: body.out_trade_no,
      appId: body.appid,
      description: body.description,
      totalFen: body.amount.total,
      expiresAt: body.time_expire,
      notifyUrl: body.notify_url,
      type,
      openId,
      prepayId: `wx${randomBytes(17).toString('hex')}`,
      state: 'NOTPAY',
      transactionId: null,
      paidAt: null,
    };
    this.book.trades[trade.tradeNo] = trade;
    return trade;
  }

  require(tradeNo: string): Trade {
    const trade = this.book.trades[tradeNo];
    if (!trade) throw new WechatPayNo(404, 'ORDER_NOT_EXIST', '订单不存在');
    if (trade.state === 'NOTPAY' && Date.parse(trade.expiresAt) <= this.now().getTime())
      trade.state = 'CLOSED';
    return trade;
  }

  findBy(match: { transactionId: string } | { prepayId: string }): Trade {
    const found = Object.values(this.book.trades).find((trade) =>
      'prepayId' in match ? trade.prepayId === match.prepayId : trade.transactionId === match.transactionId,
    );
    if (!found) throw new WechatPayNo(404, 'ORDER_NOT_EXIST', '订单不存在');
    return this.require(found.tradeNo);
  }

  close(tradeNo: string): void {
    const trade = this.require(tradeNo);
    if (trade.state === 'SUCCESS' || trade.state === 'REFUND')
      throw new WechatPayNo(400, 'ORDERPAID', '该订单已支付');
    trade.state = 'CLOSED';
  }

  /** The payer pays. */
  pay(trade: Trade): void {
    if (trade.state === 'CLOSED') throw new WechatPayNo(400, 'ORDER_CLOSED', '订单已关闭');
    if (trade.state !== 'NOTPAY') throw new WechatPayNo(400, 'ORDERPAID', '该订单已支付');
    trade.state = 'SUCCESS';
    trade.transactionId = `4200${String(randomInt(1e12)).padStart(12, '0')}${String(randomInt(1e12)).padStart(12, '0')}`;
    trade.paidAt = this.now().toISOString();
  }

  refund(body: v.InferOutput<typeof refundBody>): Refund {
    const trade = this.book.trades[body.out_trade_no];
    if (!trade || trade.paidAt === null) throw new WechatPayNo(404, 'RESOURCE_NOT_EXISTS', '订单不存在');
    const known = this.book.refunds[body.out_refund_no];
    if (known) {
      if (known.tradeNo === trade.tradeNo && known.refundFen === body.amount.refund) return known;
      throw new WechatPayNo(400, 'INVALID_REQUEST', '退款单号已被另一笔退款使用');
    }
    if (body.amount.total !== trade.totalFen) throw new WechatPayNo(400, 'INVALID_REQUEST', '订单金额不一致');
    if (this.refundedOf(trade) + body.amount.refund > trade.totalFen) {
      throw new WechatPayNo(400, 'INVALID_REQUEST', '退款金额大于可退金额');
    }
    const refund: Refund = {
      refundNo: body.out_refund_no,
      refundId: `5030${randomBytes(12).toString('hex')}`,
      tradeNo: trade.tradeNo,
      refundFen: body.amount.refund,
      notifyUrl: body.notify_url ?? null,
      status: 'PROCESSING',
      successAt: null,
    };
    this.book.refunds[refund.refundNo] = refund;
    return refund;
  }

  /** WeChat ends a refund. */
  finish(refund: Refund, status: 'SUCCESS' | 'CLOSED' | 'ABNORMAL'): void {
    refund.status = status;
    refund.successAt = status === 'SUCCESS' ? this.now().toISOString() : null;
    if (status === 'SUCCESS') this.require(refund.tradeNo).state = 'REFUND';
  }

  requireRefund(refundNo: string): Refund {
    const refund = this.book.refunds[refundNo];
    if (!refund) throw new WechatPayNo(404, 'RESOURCE_NOT_EXISTS', '退款单不存在');
    return refund;
  }

  private refundedOf(trade: Trade): number {
    return Object.values(this.book.refunds)
      .filter((refund) => refund.tradeNo === trade.tradeNo && refund.status !== 'CLOSED')
      .reduce((sum, refund) => sum + refund.refundFen, 0);
  }

  private goOn(trade: Trade, again: { body: CommonBody; type: Trade['type']; openId: string | null }): Trade {
    const { body, type, openId } = again;
    const isSame =
      trade.totalFen === body.amount.total &&
      trade.description === body.description &&
      trade.notifyUrl === body.notify_url &&
      trade.expiresAt === body.time_expire &&
      trade.type === type &&
      trade.openId === openId;
    if (!isSame) throw new WechatPayNo(400, 'INVALID_REQUEST', '商户订单号重复');
    const { state } = this.require(trade.tradeNo);
    if (state === 'CLOSED') throw new WechatPayNo(400, 'ORDER_CLOSED', '订单已关闭');
    if (state !== 'NOTPAY') throw new WechatPayNo(400, 'ORDERPAID', '该订单已支付');
    return trade;
  }
}
