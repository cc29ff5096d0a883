import { assertFen, type Fen } from '@lakeside/shared/kernel/money';

/** How much of an order had left before a parcel, leaves with it, and is ordered in all; counted in pieces. */
export interface ParcelProgress {
  piecesBefore: number;
  pieces: number;
  piecesTotal: number;
}

/**
 * A parcel's share of an amount that belongs to the whole order, pro rata by pieces. Each share is the difference of two
 * rounded running totals, so that the shares of all parcels sum to the amount exactly, however the order is cut.
 */
export function parcelShare(totalFen: Fen, progress: ParcelProgress): Fen {
  const { piecesBefore, pieces, piecesTotal } = progress;
  if (piecesTotal <= 0 || pieces < 0 || piecesBefore < 0 || piecesBefore + pieces > piecesTotal) {
    throw new RangeError('a parcel holds more pieces than its order');
  }
  const until = (piecesSoFar: number) => runningTotal(totalFen, piecesSoFar, piecesTotal);
  return assertFen(until(piecesBefore + pieces) - until(piecesBefore));
}

/** `totalFen` × pieces ÷ piecesTotal, rounded half-up. BigInt, because the product may exceed 2^53. */
function runningTotal(totalFen: Fen, pieces: number, piecesTotal: number): Fen {
  const scaled = BigInt(assertFen(totalFen)) * BigInt(pieces) * 2n + BigInt(piecesTotal);
  return Number(scaled / (BigInt(piecesTotal) * 2n));
}
