import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parcelShare } from './parcel-share';

describe("a parcel's share of what the store gets back", () => {
  it('is everything when everything leaves at once', () => {
    expect(parcelShare(38_000, { piecesBefore: 0, pieces: 9, piecesTotal: 9 })).toBe(38_000);
  });

  it('is rounded so that three thirds of 100 fen are 33, 34 and 33', () => {
    const shares = [0, 1, 2].map((piecesBefore) =>
      parcelShare(100, { piecesBefore, pieces: 1, piecesTotal: 3 }),
    );

    expect(shares).toEqual([33, 34, 33]);
  });

  it('sums to the whole amount however the order is cut, and differs from the exact share by less than a fen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 12 }),
        fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 20 }),
        (totalFen, parcels) => {
          const piecesTotal = parcels.reduce((sum, pieces) => sum + pieces, 0);
          let piecesBefore = 0;
          let sum = 0;
          for (const pieces of parcels) {
            const share = parcelShare(totalFen, { piecesBefore, pieces, piecesTotal });
            const error = BigInt(share) * BigInt(piecesTotal) - BigInt(totalFen) * BigInt(pieces);
            expect(share).toBeGreaterThanOrEqual(0);
            expect(error < BigInt(piecesTotal) && error > -BigInt(piecesTotal)).toBe(true);
            piecesBefore += pieces;
            sum += share;
          }
          expect(sum).toBe(totalFen);
        },
      ),
    );
  });

  it('refuses a parcel that holds more than its order', () => {
    expect(() => parcelShare(100, { piecesBefore: 2, pieces: 2, piecesTotal: 3 })).toThrow(RangeError);
    expect(() => parcelShare(100, { piecesBefore: 0, pieces: 0, piecesTotal: 0 })).toThrow(RangeError);
  });
});
