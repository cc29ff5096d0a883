import { afterSaleError } from '@lakeside/shared/after-sale/after-sale.errors';
import {
  AfterSaleKind,
  AfterSaleReason,
  AfterSaleStatus,
  afterSaleStatusName,
  afterSaleTransitions,
  reasonsOfKind,
  reasonsWithPictures,
} from '@lakeside/shared/after-sale/after-sale.status';
import type { Fen } from '@lakeside/shared/kernel/money';
import { canTransit } from '@lakeside/shared/kernel/status';
import { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';
import {
  assertRefundable,
  type GivenBack,
  isWholeOnly,
  leftOf,
  type OrderBasis,
  refundableFor,
} from './refundable';

export interface AfterSaleTerms {
  readonly afterSaleDays: number;
  readonly damageHours: number;
}

export interface AfterSaleWish {
  readonly lineId: number | null;
  readonly quantity: number;
  readonly kind: AfterSaleKind;
  readonly reason: AfterSaleReason;
  readonly amountFen: Fen | null;
  readonly pictures: readonly string[];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const sent: readonly OrderStatus[] = [OrderStatus.partlyShipped, OrderStatus.shipped, OrderStatus.completed];

/** Throws AFTER_SALE_STATUS_CHANGED unless the case may become that (the one transition table). */
export function assertCaseCanBecome(current: AfterSaleStatus, next: AfterSaleStatus): void {
  if (canTransit(afterSaleTransitions, current, next)) return;
  const statusName = afterSaleStatusName[current];
  throw afterSaleError('AFTER_SALE_STATUS_CHANGED', { statusName, status: current });
}

/**
 * What may be asked for an order in its state; nothing before it is paid and after it was cancelled. E-cards go back as cards,
 * printed ones only against the plastic.
 */
export function kindsFor(order: OrderBasis): readonly AfterSaleKind[] {
  if (order.kind === OrderKind.eCard) return [];
  if (order.purchase === null) return sent.includes(order.status) ? [AfterSaleKind.exchange] : [];
  if (isWholeOnly(order)) return order.purchase.paidFen > 0 ? [AfterSaleKind.refundOnly] : [];
  if (!sent.includes(order.status)) return [];
  // A printed card is worth its price to whoever has it: the money goes back against the card.
  if (order.kind === OrderKind.physicalCard) return [AfterSaleKind.returnRefund];
  return [AfterSaleKind.refundOnly, AfterSaleKind.returnRefund, AfterSaleKind.exchange];
}

/** Goods that were never sent cannot be damaged or wrong. */
export function reasonsFor(order: OrderBasis, kind: AfterSaleKind): readonly AfterSaleReason[] {
  const reasons = reasonsOfKind[kind];
  if (!isWholeOnly(order)) return reasons;
  return reasons.filter((reason) => reason === AfterSaleReason.notWanted || reason === AfterSaleReason.other);
}

export function needsPictures(reason: AfterSaleReason): boolean {
  return reasonsWithPictures.includes(reason);
}

/**
 * Until when a case may be opened: `afterSaleDays` after receipt (rules.md, default 8), and for live goods that came dead or
 * damaged `damageHours` after it. Null while the goods have not been received.
 */
export function applyUntil(
  completedAt: Date | null,
  reason: AfterSaleReason,
  terms: AfterSaleTerms,
): Date | null {
  if (completedAt === null) return null;
  const lengthMs =
    reason === AfterSaleReason.damaged ? terms.damageHours * hourMs : terms.afterSaleDays * dayMs;
  return new Date(completedAt.getTime() + lengthMs);
}

/**
 * Decides whether a member may ask for this, and for how much. Answers what is asked back, null for an exchange. Throws
 * AFTER_SALE_NOT_OFFERED, AFTER_SALE_REASON_REFUSED, AFTER_SALE_TOO_LATE, AFTER_SALE_PICTURES_NEEDED, AFTER_SALE_QUANTITY,
 * AFTER_SALE_AMOUNT.
 */
export function planApplication(
  order: OrderBasis,
  wish: AfterSaleWish,
  known: { readonly given: readonly GivenBack[]; readonly terms: AfterSaleTerms; readonly now: Date },
): { askedFen: Fen | null } {
  const left = leftOf(order, known.given, wish.lineId);
  if (left === null || !kindsFor(order).includes(wish.kind)) throw afterSaleError('AFTER_SALE_NOT_OFFERED');
  if (!reasonsFor(order, wish.kind).includes(wish.reason)) throw afterSaleError('AFTER_SALE_REASON_REFUSED');
  const until = applyUntil(order.completedAt, wish.reason, known.terms);
  if (until !== null && known.now.getTime() > until.getTime()) throw afterSaleError('AFTER_SALE_TOO_LATE');
  if (needsPictures(wish.reason) && wish.pictures.length === 0) {
    throw afterSaleError('AFTER_SALE_PICTURES_NEEDED');
  }
  const maxFen = refundableFor(left, wish.quantity);
  if (wish.kind === AfterSaleKind.exchange) {
    // Goods whose price is back have no claim to a new parcel.
    if (order.purchase !== null && left.fen === 0) throw afterSaleError('AFTER_SALE_NOT_OFFERED');
    return { askedFen: null };
  }
  const askedFen = wish.amountFen ?? maxFen;
  if (isWholeOnly(order) && (wish.quantity < left.quantity || askedFen < maxFen)) {
    throw afterSaleError('AFTER_SALE_NOT_OFFERED');
  }
  assertRefundable(askedFen, maxFen);
  return { askedFen };
}

/** Throws AFTER_SALE_ITEM_REFUSED unless the new parcel holds articles of the order, none more often than it was ordered. */
export function assertReplaces(
  items: readonly { readonly skuId: number; readonly quantity: number }[],
  parcel: readonly { readonly skuId: number; readonly quantity: number }[],
): void {
  const wanted = new Map<number, number>();
  for (const { skuId, quantity } of parcel) wanted.set(skuId, (wanted.get(skuId) ?? 0) + quantity);
  for (const [skuId, quantity] of wanted) {
    const ordered = items.find((item) => item.skuId === skuId)?.quantity ?? 0;
    if (quantity > ordered) throw afterSaleError('AFTER_SALE_ITEM_REFUSED', { skuId, ordered });
  }
}
