import { maxCartLines } from '@lakeside/shared/order/cart.contract';
import { cartError } from '@lakeside/shared/order/cart.errors';

/** The most of one offer in a cart, as in an order. */
export const maxCartQuantity = 999;
/** How long lines that were taken out can be put back. */
export const restoreMs = 10 * 60_000;

/** How many a line holds after `added` more were put in. */
export function mergedQuantity(inCart: number, added: number): number {
  return Math.min(maxCartQuantity, inCart + added);
}

/** Throws CART_FULL when so many more lines do not fit into the cart. */
export function assertFits(linesInCart: number, added: number): void {
  if (linesInCart + added > maxCartLines) throw cartError('CART_FULL', { limit: maxCartLines });
}

/** What stays of a line when so many of it were ordered: pieces added on another phone meanwhile are not lost. */
export function leftAfterOrder(inCart: number, ordered: number): number {
  return Math.max(0, inCart - ordered);
}
