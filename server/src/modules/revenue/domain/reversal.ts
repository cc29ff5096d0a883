import { type Fen, portionOf, sumFen } from '@lakeside/shared/kernel/money';

/** A share as it stands. */
export interface OpenShare {
  readonly id: number;
  readonly amountFen: Fen;
  readonly reversedFen: Fen;
}

/** A sold line with what refunds have given back of its price. */
export interface OpenLine {
  readonly orderLineId: number;
  readonly amountFen: Fen;
  readonly refundedFen: Fen;
  readonly shares: readonly OpenShare[];
}

export interface RefundFacts {
  readonly amountFen: Fen;
  /** The line it was given back for; null = the order as a whole. */
  readonly orderLineId: number | null;
}

export interface ReversalPlan {
  /** What of the refund is the price of goods; the rest is freight, in which nobody has a share. */
  readonly goodsFen: Fen;
  /** Lines that change, with what of their price is back now. */
  readonly lines: readonly { readonly orderLineId: number; readonly refundedFen: Fen }[];
  /** Shares that change, with what this refund takes of them. */
  readonly shares: readonly { readonly id: number; readonly amountFen: Fen }[];
}

/**
 * What a refund takes back of the shares: of each line's shares together exactly the part of its price that is back, and the
 * refund that gives the last of it back takes all that is left, so that no fen is lost or made whatever the order of refunds.
 * No share ever grows again, and none goes below zero (rules.md §8).
 */
export function planReversal(lines: readonly OpenLine[], refund: RefundFacts): ReversalPlan {
  const changes = attributeRefund(lines, refund)
    .map(({ line, amountFen }) => ({ line, refundedFen: line.refundedFen + amountFen }))
    .filter(({ line, refundedFen }) => refundedFen > line.refundedFen);
  return {
    goodsFen: sumFen(changes.map(({ line, refundedFen }) => refundedFen - line.refundedFen)),
    lines: changes.map(({ line, refundedFen }) => ({ orderLineId: line.orderLineId, refundedFen })),
    shares: changes.flatMap(({ line, refundedFen }) => takeBack(line, refundedFen)),
  };
}

/** Gives the refund to its line first, what is above that line's price to the others, and the rest is freight. */
function attributeRefund(
  lines: readonly OpenLine[],
  refund: RefundFacts,
): { line: OpenLine; amountFen: Fen }[] {
  const left = (line: OpenLine) => line.amountFen - line.refundedFen;
  const named = lines.filter(({ orderLineId }) => orderLineId === refund.orderLineId);
  const others = lines.filter(({ orderLineId }) => orderLineId !== refund.orderLineId);
  const namedFen = Math.min(refund.amountFen, sumFen(named.map(left)));
  const othersFen = Math.min(refund.amountFen - namedFen, sumFen(others.map(left)));
  const parts = [...shareOut(namedFen, named.map(left)), ...shareOut(othersFen, others.map(left))];
  return [...named, ...others].map((line, index) => ({ line, amountFen: parts[index] ?? 0 }));
}

function takeBack(line: OpenLine, refundedFen: Fen): { id: number; amountFen: Fen }[] {
  const total = sumFen(line.shares.map((share) => share.amountFen));
  const taken = sumFen(line.shares.map((share) => share.reversedFen));
  const due = portionOf(total, refundedFen, line.amountFen) - taken;
  const parts = shareOut(
    due,
    line.shares.map((share) => share.amountFen - share.reversedFen),
  );
  return line.shares
    .map(({ id }, index) => ({ id, amountFen: parts[index] ?? 0 }))
    .filter(({ amountFen }) => amountFen > 0);
}

/** Splits an amount in proportion to weights whose sum it does not exceed: no part above its weight, all parts the amount. */
function shareOut(amountFen: Fen, weights: readonly Fen[]): Fen[] {
  let leftFen = amountFen;
  let leftWeight = sumFen(weights);
  return weights.map((weight) => {
    const part = leftWeight === 0 ? 0 : portionOf(leftFen, weight, leftWeight);
    leftFen -= part;
    leftWeight -= weight;
    return part;
  });
}
