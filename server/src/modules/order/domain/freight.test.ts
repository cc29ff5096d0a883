import type { FreightRule, FreightTariff } from '@lakeside/shared/order/freight.contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertDelivered, freightTo, isDelivered } from './freight';

const near: FreightTariff = {
  firstPieces: 1,
  firstFen: 1000,
  furtherPieces: 1,
  furtherFen: 300,
  freeFromFen: 29_900,
};
const far: FreightTariff = {
  firstPieces: 2,
  firstFen: 2500,
  furtherPieces: 3,
  furtherFen: 1200,
  freeFromFen: null,
};
const rule: FreightRule = {
  elsewhere: { ...near, firstFen: 1500 },
  zones: [
    { provinces: ['江苏省', '浙江省', '上海市'], ...near },
    { provinces: ['新疆', '青海省'], ...far },
  ],
  undelivered: ['西藏'],
};

const pieces = fc.integer({ min: 1, max: 999 });
const fee = fc.integer({ min: 0, max: 1_000_000 });
const tariffs: fc.Arbitrary<FreightTariff> = fc.record({
  firstPieces: pieces,
  firstFen: fee,
  furtherPieces: pieces,
  furtherFen: fee,
  freeFromFen: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
});
const ruleOf = (elsewhere: FreightTariff): FreightRule => ({ elsewhere, zones: [], undelivered: [] });

describe('freight', () => {
  it('costs so much for the first pieces and so much for each further lot, by province [AD-352]', () => {
    const cases = [
      ['江苏省', 1, 10_000, 1000],
      ['江苏省', 3, 20_000, 1600],
      ['广东省', 1, 10_000, 1500],
      ['新疆维吾尔自治区', 1, 10_000, 2500],
      ['新疆维吾尔自治区', 2, 10_000, 2500],
      ['新疆维吾尔自治区', 3, 10_000, 3700],
      ['新疆维吾尔自治区', 5, 10_000, 3700],
      ['新疆维吾尔自治区', 6, 10_000, 4900],
    ] as const;

    for (const [province, count, goodsFen, expected] of cases) {
      expect(freightTo(province, rule)({ pieces: count, goodsFen })).toBe(expected);
    }
  });

  it('is free from an amount of goods on, where the zone says so', () => {
    expect(freightTo('江苏省', rule)({ pieces: 2, goodsFen: 29_899 })).toBe(1300);
    expect(freightTo('江苏省', rule)({ pieces: 2, goodsFen: 29_900 })).toBe(0);
    expect(freightTo('青海省', rule)({ pieces: 2, goodsFen: 9_000_000 })).toBe(2500);
  });

  it('is free without a template, and for nothing', () => {
    expect(freightTo('江苏省', null)({ pieces: 9, goodsFen: 1 })).toBe(0);
    expect(freightTo('江苏省', rule)({ pieces: 0, goodsFen: 0 })).toBe(0);
  });

  it('refuses provinces that are not delivered to, however they are written', () => {
    expect(isDelivered('西藏自治区', rule)).toBe(false);
    expect(isDelivered('江苏省', rule)).toBe(true);
    expect(isDelivered('西藏自治区', null)).toBe(true);
    expect(() => assertDelivered('西藏自治区', rule)).toThrow('西藏自治区暂不配送');
  });

  it('never falls when more pieces of the same amount are sent, and never below the first pieces', () => {
    fc.assert(
      fc.property(tariffs, pieces, pieces, fee, (tariff, one, more, goodsFen) => {
        const freight = freightTo('任何省', ruleOf({ ...tariff, freeFromFen: null }));
        const less = freight({ pieces: one, goodsFen });

        expect(less).toBeGreaterThanOrEqual(tariff.firstFen);
        expect(freight({ pieces: one + more, goodsFen })).toBeGreaterThanOrEqual(less);
        expect(Number.isSafeInteger(less)).toBe(true);
      }),
    );
  });

  it('is the tariff of exactly one zone, and nothing from its free amount on', () => {
    fc.assert(
      fc.property(tariffs, tariffs, pieces, fee, (zone, elsewhere, count, goodsFen) => {
        const both: FreightRule = { elsewhere, zones: [{ provinces: ['甲'], ...zone }], undelivered: [] };
        const goods = { pieces: count, goodsFen };

        expect(freightTo('甲省', both)(goods)).toBe(freightTo('乙省', ruleOf(zone))(goods));
        expect(freightTo('乙省', both)(goods)).toBe(freightTo('乙省', ruleOf(elsewhere))(goods));
        if (zone.freeFromFen !== null && goodsFen >= zone.freeFromFen)
          expect(freightTo('甲省', both)(goods)).toBe(0);
      }),
    );
  });
});
