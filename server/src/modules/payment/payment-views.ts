import { toIso } from '@lakeside/shared/kernel/date';
import type { PaymentView, RefundView } from '@lakeside/shared/payment/payment.contract';
import type { PaymentRow } from './entities/payment.entity';
import type { RefundRow } from './entities/refund.entity';

/** What people read instead of WeChat's codes. */
const failureText: Readonly<Record<string, string>> = {
  CLOSED: '微信已关闭这笔退款，可重新退款',
  ABNORMAL: '款项没有退到用户账户，请到微信支付商户平台处理',
  NOT_ENOUGH: '商户账户余额不足，充值后会自动重试',
  UNREACHABLE: '暂时连不上微信支付，会自动重试',
};

export function toPaymentView(row: PaymentRow): PaymentView {
  return {
    id: row.id,
    number: row.number,
    payable: { kind: row.payableKind, id: row.payableId, number: row.payableNumber },
    payerName: row.payerName,
    payee: row.payee,
    way: row.way,
    status: row.status,
    amountFen: row.amountFen,
    refundedFen: row.refundedFen,
    transactionId: row.transactionId,
    createdAt: toIso(row.createdAt),
    paidAt: row.paidAt && toIso(row.paidAt),
  };
}

export function toRefundView(row: RefundRow): RefundView {
  return {
    id: row.id,
    number: row.number,
    payable: { kind: row.payableKind, id: row.payableId, number: row.payableNumber },
    paymentId: row.paymentId,
    paymentNumber: row.paymentNumber,
    status: row.status,
    amountFen: row.amountFen,
    reason: row.reason,
    failure: row.failure === null ? null : (failureText[row.failure] ?? `微信支付没有受理（${row.failure}）`),
    createdAt: toIso(row.createdAt),
    refundedAt: row.refundedAt && toIso(row.refundedAt),
  };
}
