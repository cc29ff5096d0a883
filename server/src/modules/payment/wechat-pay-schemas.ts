import * as v from 'valibot';
import type { RefundReport } from './domain/refund-report';
import type { PaidTrade, Trade } from './domain/trade';

const instant = v.pipe(
  v.string(),
  v.transform((text) => new Date(text)),
  v.date(),
);

export const prepayAnswer = v.object({ prepay_id: v.string() });
export const h5Answer = v.object({ h5_url: v.pipe(v.string(), v.regex(/^https?:\/\//)) });

const paidSchema = v.object({
  appid: v.string(),
  mchid: v.string(),
  out_trade_no: v.string(),
  transaction_id: v.string(),
  success_time: instant,
  amount: v.object({ total: v.pipe(v.number(), v.safeInteger()), currency: v.optional(v.string(), 'CNY') }),
});
const stateSchema = v.object({ trade_state: v.string() });

/** States in which the money has come; REFUND means that it came and some of it went back. */
const paidStates: readonly string[] = ['SUCCESS', 'REFUND'];
const closedStates: readonly string[] = ['CLOSED', 'REVOKED'];

/** Reads what WeChat says of a payment. Throws ValiError when it is malformed. */
export function toTrade(value: unknown): Trade {
  const { trade_state: state } = v.parse(stateSchema, value);
  if (paidStates.includes(state)) return { state: 'paid', paid: toPaidTrade(value) };
  return { state: closedStates.includes(state) ? 'closed' : 'open' };
}

function toPaidTrade(value: unknown): PaidTrade {
  const trade = v.parse(paidSchema, value);
  return {
    tradeNo: trade.out_trade_no,
    transactionId: trade.transaction_id,
    merchantId: trade.mchid,
    appId: trade.appid,
    currency: trade.amount.currency,
    amountFen: trade.amount.total,
    paidAt: trade.success_time,
  };
}

/** A notice calls the state `refund_status`, an answer `status`. */
const refundSchema = v.object({
  out_refund_no: v.string(),
  status: v.optional(v.string()),
  refund_status: v.optional(v.string()),
  amount: v.object({ refund: v.pipe(v.number(), v.safeInteger()) }),
});
const refundStates: Readonly<Record<string, RefundReport['state']>> = {
  SUCCESS: 'done',
  CLOSED: 'closed',
  ABNORMAL: 'abnormal',
  PROCESSING: 'working',
};

/** Reads what WeChat says of a refund. Throws ValiError when it is malformed. */
export function toRefundReport(value: unknown): RefundReport {
  const refund = v.parse(refundSchema, value);
  const state = refundStates[refund.status ?? refund.refund_status ?? ''];
  return { refundNo: refund.out_refund_no, amountFen: refund.amount.refund, state: state ?? 'working' };
}

/** The merchant named in a decrypted refund notice. */
export const refundNoticeMerchant = v.object({ mchid: v.string() });

/** The envelope of a notice; what it is about is encrypted inside. */
export const noticeSchema = v.object({
  event_type: v.string(),
  resource: v.object({
    algorithm: v.literal('AEAD_AES_256_GCM'),
    ciphertext: v.string(),
    nonce: v.string(),
    associated_data: v.optional(v.string(), ''),
  }),
});
