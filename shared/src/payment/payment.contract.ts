import * as v from 'valibot';
import { documentStepSchema } from '../document/document.contract';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { daySchema, fenSchema, idParams, idSchema, instantSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { paymentErrors } from './payment.errors';
import { PayableKind, Payee, PaymentStatus, PaymentWay, RefundStatus } from './payment.status';

/** What is paid for, with its number to show. */
export const payableSchema = v.object({
  kind: v.picklist(valuesOf(PayableKind)),
  id: idSchema,
  number: v.string(),
});

export const paymentSchema = v.object({
  id: idSchema,
  number: v.string(),
  payable: payableSchema,
  payerName: v.string(),
  payee: v.picklist(valuesOf(Payee)),
  way: v.picklist(valuesOf(PaymentWay)),
  status: v.picklist(valuesOf(PaymentStatus)),
  amountFen: fenSchema,
  /** What was given back or is on its way back. */
  refundedFen: fenSchema,
  /** WeChat's own number; null before it is paid. */
  transactionId: v.nullable(v.string()),
  createdAt: instantSchema,
  paidAt: v.nullable(instantSchema),
});
export type PaymentView = v.InferOutput<typeof paymentSchema>;

export const refundSchema = v.object({
  id: idSchema,
  number: v.string(),
  payable: payableSchema,
  paymentId: idSchema,
  paymentNumber: v.string(),
  status: v.picklist(valuesOf(RefundStatus)),
  amountFen: fenSchema,
  reason: v.string(),
  /** Why the last try did not succeed; null when it did, or none was made. */
  failure: v.nullable(v.string()),
  createdAt: instantSchema,
  refundedAt: v.nullable(instantSchema),
});
export type RefundView = v.InferOutput<typeof refundSchema>;

export const paymentDetailSchema = v.object({
  ...paymentSchema.entries,
  refunds: v.array(refundSchema),
  steps: v.array(documentStepSchema),
});
export type PaymentDetail = v.InferOutput<typeof paymentDetailSchema>;

const view = { audience: 'admin', permission: AdminPermission.financeView, errors: paymentErrors } as const;
const listEntries = {
  ...pageQueryEntries,
  /** The number of the payment, the refund or what is paid for. */
  number: v.optional(v.string()),
  from: v.optional(daySchema),
  to: v.optional(daySchema),
};

export const paymentAdminContract = {
  listPayments: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/payments',
    query: v.object({ ...listEntries, status: v.optional(v.picklist(valuesOf(PaymentStatus))) }),
    response: pageOf(paymentSchema),
    summary: 'Online payments by number, state and day (AD-323, AD-324, AD-331).',
  }),
  getPayment: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/payments/:id',
    params: idParams,
    response: paymentDetailSchema,
    summary: 'One payment with its refunds.',
  }),
  listRefunds: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/refunds',
    query: v.object({ ...listEntries, status: v.optional(v.picklist(valuesOf(RefundStatus))) }),
    response: pageOf(refundSchema),
    summary: 'Refunds by number, state and day (AD-323, AD-324).',
  }),
  retryRefund: endpoint({
    method: 'POST',
    path: '/api/admin/refunds/:id/retry',
    audience: 'admin',
    permission: AdminPermission.financeEdit,
    params: idParams,
    response: refundSchema,
    errors: paymentErrors,
    idempotent: true,
    summary: 'Asks WeChat again for a refund that failed.',
  }),
};

const noticeResponse = v.object({ code: v.literal('SUCCESS'), message: v.string() });

/** What WeChat Pay calls; the signature over the raw body is the login. */
export const wechatPayCallbackContract = {
  receivePaymentNotice: endpoint({
    method: 'POST',
    path: '/api/callback/wechat-pay/payments',
    audience: 'callback',
    response: noticeResponse,
    errors: paymentErrors,
    summary: 'WeChat Pay tells that something was paid; may come late, repeated or never.',
  }),
  receiveRefundNotice: endpoint({
    method: 'POST',
    path: '/api/callback/wechat-pay/refunds',
    audience: 'callback',
    response: noticeResponse,
    errors: paymentErrors,
    summary: 'WeChat Pay tells what became of a refund; may come late, repeated or never.',
  }),
};
