import { PaymentStatus, paymentStatusName } from '@lakeside/shared/payment/payment.status';

/** The states worth filtering by: `created` and `prepaid` are one to a person, and the second lasts. */
export const paymentStateNames: Readonly<Record<string, string>> = {
  [PaymentStatus.paid]: paymentStatusName.paid,
  [PaymentStatus.prepaid]: paymentStatusName.prepaid,
  [PaymentStatus.closed]: paymentStatusName.closed,
};
