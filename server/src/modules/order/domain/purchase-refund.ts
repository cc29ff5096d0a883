import { type Fen, formatFen } from '@lakeside/shared/kernel/money';
import { orderError } from '@lakeside/shared/order/order.errors';
import { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';
import { paymentError } from '@lakeside/shared/payment/payment.errors';

export interface RefundableOrder {
  readonly kind: OrderKind;
  readonly status: OrderStatus;
  readonly paidFen: Fen;
  readonly refundedFen: Fen;
}

/**
 * What a refund does to its order. Throws ORDER_NOT_PAID, REFUND_ABOVE_PAID, or E_CARD_REFUND_BY_CARD. When everything is given back before anything
 * was sent, the order ends and its goods and its day become free; after that only money moves.
 */
export function planRefund(order: RefundableOrder, amountFen: Fen): { refundedFen: Fen; endsOrder: boolean } {
  if (order.kind === OrderKind.eCard) throw orderError('E_CARD_REFUND_BY_CARD');
  if (order.paidFen === 0) throw orderError('ORDER_NOT_PAID');
  const refundableFen = order.paidFen - order.refundedFen;
  if (amountFen > refundableFen) {
    throw paymentError('REFUND_ABOVE_PAID', { refundable: formatFen(refundableFen), refundableFen });
  }
  const refundedFen = order.refundedFen + amountFen;
  const isUnsent = order.status === OrderStatus.toShip || order.status === OrderStatus.toIssue;
  return { refundedFen, endsOrder: refundedFen === order.paidFen && isUnsent };
}
