import { idSchema } from '@lakeside/shared/kernel/schemas';
import { valuesOf } from '@lakeside/shared/kernel/status';
import { PayableKind } from '@lakeside/shared/payment/payment.status';
import * as v from 'valibot';

/** Money has come, also late. Told once per payment, delivered at least once. */
export const paymentPaidTopic = 'payment.paid';
/** WeChat has been told that nothing is to be paid any more. */
export const paymentClosedTopic = 'payment.closed';
/** The money is back with the payer. */
export const refundDoneTopic = 'refund.done';

const payable = { payableKind: v.picklist(valuesOf(PayableKind)), payableId: idSchema };

export const paymentNewsPayload = v.object({ paymentId: idSchema, ...payable });
export type PaymentNews = v.InferOutput<typeof paymentNewsPayload>;

export const refundNewsPayload = v.object({ refundId: idSchema, paymentId: idSchema, ...payable });
export type RefundNews = v.InferOutput<typeof refundNewsPayload>;

/** Errands of this module for itself: each is a call to WeChat that must follow a commit. */
export const paymentToCloseTopic = 'payment.toClose';
export const refundToSendTopic = 'refund.toSend';
export const paymentErrandPayload = v.object({ paymentId: idSchema });
export const refundErrandPayload = v.object({ refundId: idSchema });
