import { sumFen } from '@lakeside/shared/kernel/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planReversal, type OpenLine } from './reversal';
import { type ChainLink, commissionOf, sharesOfLine } from './shares';

const link = (level: 1 | 2 | 3, rateBp: number, isClosed = false): ChainLink => ({
  channelId: level,
  level,
  rateBp,
  isClosed,
});
const l1 = link(1, 6000);
const l2 = link(2, 7000);
const l3 = link(3, 8000);
/** Of retail 1,000.00, bought at 0.90. */
const thousand = { quantity: 1, retailPriceFen: 100_000, unitPriceFen: 90_000 };
const amounts = (line: typeof thousand, chain: readonly ChainLink[]) =>
  sharesOfLine(line, chain).map(({ level, amountFen }) => [level, amountFen]);

describe('shares of a sold line', () => {
  it('follow the table at 1,000 retail for every place a buyer can stand at [AD-072, AD-073, AD-074, AD-075, AD-076, AD-077, AD-078, AD-079] [AD-083, AD-084, AD-085, AD-086, AD-087, AD-088, AD-089, AD-090]', () => {
    expect(amounts(thousand, [])).toEqual([]);
    expect(amounts(thousand, [l1])).toEqual([[1, 30_000]]);
    expect(amounts(thousand, [l1, l2])).toEqual([
      [1, 10_000],
      [2, 20_000],
    ]);
    expect(amounts(thousand, [l1, l3])).toEqual([
      [1, 20_000],
      [3, 10_000],
    ]);
    expect(amounts(thousand, [l1, l2, l3])).toEqual([
      [1, 10_000],
      [2, 10_000],
      [3, 10_000],
    ]);
  });

  it('sum to 59.97 at 199.90 in every case, each price rounded first [AD-073, AD-075, AD-077]', () => {
    const odd = { quantity: 1, retailPriceFen: 19_990, unitPriceFen: 17_991 };
    expect(amounts(odd, [l1, link(2, 6700)])).toEqual([
      [1, 1399],
      [2, 4598],
    ]);
    expect(amounts(odd, [l1, link(3, 7500)])).toEqual([
      [1, 2999],
      [3, 2998],
    ]);
    const three = amounts(odd, [l1, link(2, 6700), link(3, 7500)]);
    expect(sumFen(three.map(([, amountFen]) => amountFen ?? 0))).toBe(5997);
  });

  it('are the difference of one times the quantity', () => {
    expect(amounts({ ...thousand, quantity: 3 }, [l1, l2])).toEqual([
      [1, 30_000],
      [2, 60_000],
    ]);
  });

  it('give nothing for a difference below zero, nor to a closed channel, and say so', () => {
    expect(sharesOfLine({ ...thousand, unitPriceFen: 65_000 }, [l1, l2])).toMatchObject([
      { amountFen: 10_000, flag: null },
      { amountFen: 0, flag: 'negativeSpread', ownPriceFen: 70_000, nextPriceFen: 65_000 },
    ]);
    expect(sharesOfLine(thousand, [l1, link(2, 7000, true), l3])).toMatchObject([
      { amountFen: 10_000, flag: null },
      { amountFen: 0, flag: 'channelClosed', ownPriceFen: 70_000, nextPriceFen: 80_000 },
      { amountFen: 10_000, flag: null },
    ]);
  });
});

describe('the commission of staff', () => {
  it('is a part of the channel’s own share, rounded down and never above it', () => {
    expect(commissionOf(20_000, 1000)).toBe(2000);
    expect(commissionOf(1999, 1000)).toBe(199);
    expect(commissionOf(1, 9999)).toBe(0);
    expect(commissionOf(4598, 10_000)).toBe(4598);
    fc.assert(
      fc.property(fc.nat(100_000_000), fc.nat(10_000), (shareFen, rateBp) => {
        const commission = commissionOf(shareFen, rateBp);
        expect(commission).toBeLessThanOrEqual(shareFen);
        expect(commission * 10_000).toBeLessThanOrEqual(shareFen * rateBp);
        expect((commission + 1) * 10_000).toBeGreaterThan(shareFen * rateBp);
      }),
    );
  });
});

/** Three rates in order, the buyer's highest; odd prices; several lines. */
const anOrder = fc
  .record({
    rates: fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 4, maxLength: 4 }),
    levels: fc.constantFrom<(1 | 2 | 3)[]>([1], [1, 2], [1, 3], [1, 2, 3]),
    lines: fc.array(
      fc.record({
        retailPriceFen: fc.integer({ min: 1, max: 300_001 }),
        quantity: fc.integer({ min: 1, max: 99 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    freightFen: fc.nat(5000),
  })
  .map(({ rates, levels, lines, freightFen }) => {
    const [first = 0, second = 0, third = 0, member = 0] = [...rates].sort((left, right) => left - right);
    const rateOf = { 1: first, 2: second, 3: third };
    const chain = levels.map((level) => link(level, rateOf[level]));
    const price = (retailPriceFen: number, rateBp: number) =>
      Math.floor((retailPriceFen * rateBp + 5000) / 10_000);
    const sold = lines.map((line) => ({ ...line, unitPriceFen: price(line.retailPriceFen, member) }));
    const spreads = sold.map(
      (line) => (line.unitPriceFen - price(line.retailPriceFen, first)) * line.quantity,
    );
    return { chain, sold, spreads, freightFen };
  });

function openLines({ chain, sold }: { chain: ChainLink[]; sold: (typeof thousand)[] }): OpenLine[] {
  return sold.map((line, index) => ({
    orderLineId: index + 1,
    amountFen: line.unitPriceFen * line.quantity,
    refundedFen: 0,
    shares: sharesOfLine(line, chain).map(({ level, amountFen }) => ({
      id: index * 10 + level,
      amountFen,
      reversedFen: 0,
    })),
  }));
}

function apply(lines: OpenLine[], plan: ReturnType<typeof planReversal>): OpenLine[] {
  return lines.map((line) => ({
    ...line,
    refundedFen:
      plan.lines.find(({ orderLineId }) => orderLineId === line.orderLineId)?.refundedFen ?? line.refundedFen,
    shares: line.shares.map((share) => ({
      ...share,
      reversedFen: share.reversedFen + (plan.shares.find(({ id }) => id === share.id)?.amountFen ?? 0),
    })),
  }));
}

const amountOf = (shares: OpenLine['shares']) => sumFen(shares.map((share) => share.amountFen));
const reversedOf = (shares: OpenLine['shares']) => sumFen(shares.map((share) => share.reversedFen));
/** Rounded down to the fen, and all of it once the whole price is back. */
const duePart = (total: number, refundedFen: number, priceFen: number) =>
  refundedFen === priceFen ? total : Number((BigInt(total) * BigInt(refundedFen)) / BigInt(priceFen));

describe('shares and refunds of 10,000 orders', () => {
  it('all shares are the buyer’s price less that of level 1, and after any refunds exactly the part of it that was kept [AD-072, AD-083]', () => {
    fc.assert(
      fc.property(
        anOrder,
        fc.array(fc.record({ part: fc.integer({ min: 1, max: 1000 }), line: fc.nat(4) }), { maxLength: 6 }),
        (order, refunds) => {
          let lines = openLines(order);
          const wrong: string[] = [];
          const check = (isRight: boolean, what: string) => isRight || wrong.push(what);
          lines.forEach(({ shares }, index) =>
            check(amountOf(shares) === order.spreads[index], `shares of line ${index}`),
          );
          let paidFen = sumFen(lines.map((line) => line.amountFen)) + order.freightFen;
          for (const { part, line } of [...refunds, { part: 1000, line: 0 }]) {
            const amountFen = Math.ceil((paidFen * part) / 1000);
            const plan = planReversal(lines, { amountFen, orderLineId: line === 0 ? null : line });
            check(plan.goodsFen <= amountFen, 'more goods than money');
            lines = apply(lines, plan);
            paidFen -= amountFen;
            for (const { amountFen: priceFen, refundedFen, shares } of lines) {
              check(refundedFen <= priceFen, 'more refunded than paid');
              check(
                shares.every((share) => share.reversedFen <= share.amountFen),
                'a share below zero',
              );
              check(
                reversedOf(shares) === duePart(amountOf(shares), refundedFen, priceFen),
                'not the part that is back',
              );
            }
          }
          const isAllBack = lines.every(({ shares }) => reversedOf(shares) === amountOf(shares));
          check(isAllBack, 'something was left after all of it was back');
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('takes half of every share for half of the price, and nothing for freight', () => {
    const [line] = openLines({ chain: [l1, l2, l3], sold: [{ ...thousand, quantity: 2 }] });
    const lines = line ? [line] : [];
    const half = planReversal(lines, { amountFen: 90_000, orderLineId: 1 });
    const rest = planReversal(apply(lines, half), { amountFen: 91_500, orderLineId: null });
    expect(half).toEqual({
      goodsFen: 90_000,
      lines: [{ orderLineId: 1, refundedFen: 90_000 }],
      shares: [1, 2, 3].map((id) => ({ id, amountFen: 10_000 })),
    });
    expect(rest.goodsFen).toBe(90_000);
    expect(planReversal(apply(apply(lines, half), rest), { amountFen: 500, orderLineId: null })).toEqual({
      goodsFen: 0,
      lines: [],
      shares: [],
    });
  });
});
