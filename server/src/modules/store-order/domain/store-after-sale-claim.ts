import type { Fen } from '@lakeside/shared/kernel/money';
import { storeOrderError } from '@lakeside/shared/store-order/store-order.errors';
import {
  StoreAfterSaleKind,
  StoreOrderStatus,
  storeOrderStatusName,
} from '@lakeside/shared/store-order/store-order.status';

const dayMs = 86_400_000;

export interface ClaimedOrder {
  readonly status: StoreOrderStatus;
  readonly title: string;
  readonly pictureUrl: string | null;
  readonly quantity: number;
  readonly paidFen: Fen;
  readonly refundedFen: Fen;
  readonly completedAt: Date | null;
}

export interface ClaimedLine {
  readonly id: number;
  readonly title: string;
  readonly pictureUrl: string | null;
  readonly quantity: number;
  readonly unitPriceFen: Fen;
  readonly settledQuantity: number;
}

export interface StoreClaim {
  /** Null = the whole order. */
  readonly lineId: number | null;
  readonly title: string;
  readonly pictureUrl: string | null;
  readonly quantity: number;
  readonly amountFen: Fen;
}

/** Until when after-sale of a completed order may be asked; null before it is completed. */
export function afterSaleEnd(order: { completedAt: Date | null }, afterSaleDays: number): Date | null {
  return order.completedAt && new Date(order.completedAt.getTime() + afterSaleDays * dayMs);
}

/**
 * What a case asks for. Before anything was sent only the whole order; after that pieces of one line, each at the price paid
 * for it, never more than are left of it. Goods go back only when all of them were received. Throws the refusals named
 * `STORE_AFTER_SALE_…`.
 */
export function claimOf(
  order: ClaimedOrder,
  line: ClaimedLine | null,
  wish: { kind: StoreAfterSaleKind; quantity: number | null; afterSaleDays: number; now: Date },
): StoreClaim {
  const { status, title, pictureUrl } = order;
  if (order.paidFen === 0 || status === 'closed' || status === 'partlyShipped') {
    throw storeOrderError('STORE_AFTER_SALE_NOT_OFFERED', { statusName: storeOrderStatusName[status] });
  }
  if (wish.kind === StoreAfterSaleKind.returnRefund && status !== StoreOrderStatus.completed) {
    throw storeOrderError('STORE_AFTER_SALE_NOT_RECEIVED');
  }
  const end = afterSaleEnd(order, wish.afterSaleDays);
  if (end && wish.now > end) throw storeOrderError('STORE_AFTER_SALE_TOO_LATE');
  if (status === StoreOrderStatus.toShip) {
    if (line) throw storeOrderError('STORE_AFTER_SALE_ENTIRE');
    const amountFen = order.paidFen - order.refundedFen;
    return { lineId: null, title, pictureUrl, quantity: order.quantity, amountFen };
  }
  const left = line ? line.quantity - line.settledQuantity : 0;
  const quantity = wish.quantity ?? left;
  if (!line || quantity < 1 || quantity > left) throw storeOrderError('STORE_AFTER_SALE_TOO_MUCH', { left });
  return {
    lineId: line.id,
    title: line.title,
    pictureUrl: line.pictureUrl,
    quantity,
    amountFen: line.unitPriceFen * quantity,
  };
}
