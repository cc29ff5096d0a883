import { afterSaleError } from '@lakeside/shared/after-sale/after-sale.errors';
import { type Fen, formatFen, portionOf, sumFen } from '@lakeside/shared/kernel/money';
import { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';

/** A bought line and what earlier cases have given back of it. */
export interface LineBasis {
  readonly id: number;
  readonly quantity: number;
  readonly unitPriceFen: Fen;
}

/** What a case has given back, or has promised to. */
export interface GivenBack {
  readonly lineId: number | null;
  readonly fen: Fen;
  /** Units whose whole price is back. */
  readonly quantity: number;
}

export interface OrderBasis {
  readonly kind: OrderKind;
  readonly status: OrderStatus;
  /** Units of a redemption. */
  readonly quantity: number;
  readonly completedAt: Date | null;
  readonly purchase: {
    readonly lines: readonly LineBasis[];
    readonly paidFen: Fen;
    readonly refundedFen: Fen;
  } | null;
}

/** What is left of a line, or of the whole order. */
export interface Left {
  readonly quantity: number;
  readonly fen: Fen;
}

/** Before anything was sent only the whole order can be given back: what is left of it would be packed and sent all the same. */
export function isWholeOnly(order: OrderBasis): boolean {
  return order.status === OrderStatus.toShip || order.status === OrderStatus.toIssue;
}

/**
 * What may still be asked for: for the whole order, before anything was sent, all that was paid, freight included; for a line
 * its price less what went back of it, without freight, since the parcel was sent. Never above what was paid less what was
 * refunded by whatever way. A redemption was paid with its card: nothing goes back, a new parcel may be sent.
 */
export function leftOf(order: OrderBasis, given: readonly GivenBack[], lineId: number | null): Left | null {
  const { purchase } = order;
  if (purchase === null) return lineId === null ? { quantity: order.quantity, fen: 0 } : null;
  const refundableFen = Math.max(0, purchase.paidFen - purchase.refundedFen);
  if (isWholeOnly(order)) return lineId === null ? { quantity: order.quantity, fen: refundableFen } : null;
  const line = purchase.lines.find((candidate) => candidate.id === lineId);
  if (!line) return null;
  const before = given.filter((one) => one.lineId === lineId);
  const takenFen = sumFen(before.map((one) => one.fen));
  const taken = before.reduce((sum, one) => sum + one.quantity, 0);
  const quantity = Math.max(0, line.quantity - taken);
  const leftFen = Math.max(0, sumFen([line.unitPriceFen * line.quantity, -takenFen]));
  // Units that came back for less than their price leave nothing to the others.
  return { quantity, fen: Math.min(leftFen, line.unitPriceFen * quantity, refundableFen) };
}

/** The most that goes back for so many units of what is left. Throws AFTER_SALE_QUANTITY. */
export function refundableFor(left: Left, quantity: number): Fen {
  if (quantity < 1 || quantity > left.quantity) {
    throw afterSaleError('AFTER_SALE_QUANTITY', { left: left.quantity });
  }
  return portionOf(left.fen, quantity, left.quantity);
}

/** Throws AFTER_SALE_AMOUNT unless so much can go back. */
export function assertRefundable(amountFen: Fen, maxFen: Fen): void {
  if (amountFen >= 1 && amountFen <= maxFen) return;
  throw afterSaleError('AFTER_SALE_AMOUNT', { max: formatFen(maxFen), maxFen });
}

/**
 * What the shop gives back: what was asked for, or less with a reason; never more than can go back today. Throws
 * AFTER_SALE_NOTE_NEEDED, AFTER_SALE_AMOUNT.
 */
export function decideAmount(
  agreedFen: Fen,
  decision: { readonly amountFen: Fen | null; readonly note: string | null },
  maxFen: Fen,
): Fen {
  const amountFen = decision.amountFen ?? agreedFen;
  assertRefundable(amountFen, Math.min(agreedFen, maxFen));
  if (amountFen < agreedFen && decision.note === null) throw afterSaleError('AFTER_SALE_NOTE_NEEDED');
  return amountFen;
}

/** How many units are settled for good: those that came back, and those whose whole price went back. */
export function settledUnits(
  refund: { readonly isReturned: boolean; readonly quantity: number; readonly amountFen: Fen },
  maxFen: Fen,
): number {
  return refund.isReturned || refund.amountFen === maxFen ? refund.quantity : 0;
}
