import { sumFen } from '@lakeside/shared/kernel/money';
import type { Cart, CartLine } from '@lakeside/shared/order/cart.contract';

/** As many different offers as one order takes. */
export const mostLinesOfOrder = 20;

/** Lines that go into the next order. */
export function orderedLines(lines: readonly CartLine[]): CartLine[] {
  return lines.filter((line) => line.isChosen && line.problem === null);
}

/** The cart as it will be once the server has heard of a change; what can be bought is still as the server said. */
export function withLines(lines: CartLine[]): Cart {
  return {
    lines,
    pieces: lines.reduce((sum, line) => sum + line.quantity, 0),
    chosenFen: sumFen(orderedLines(lines).map((line) => line.unitPriceFen * line.quantity)),
  };
}

/** Why the chosen lines cannot be ordered as they are; empty when they can. */
export function checkoutRefusal(lines: readonly CartLine[]): string {
  const count = orderedLines(lines).length;
  if (count === 0) return '请先选择要买的商品';
  return count > mostLinesOfOrder ? `一单最多 ${mostLinesOfOrder} 种商品，请分开结算` : '';
}
