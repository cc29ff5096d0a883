import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CandidateStore, distanceMetres, rankCandidates } from './rank-candidates';

const suzhou = { latitude: 31.2989, longitude: 120.5853 };
const north = (metres: number) => ({
  latitude: suzhou.latitude + metres / 111_195,
  longitude: suzhou.longitude,
});
const receiver = { province: '江苏省', city: '苏州市', district: '姑苏区', location: suzhou };
const store = (channelId: number, over: Partial<CandidateStore> = {}): CandidateStore => ({
  channelId,
  name: `S${channelId}`,
  address: null,
  location: north(channelId * 1000),
  ...over,
});
const items = [
  { skuId: 1, name: 'A', quantity: 2 },
  { skuId: 2, name: 'B', quantity: 1 },
];
const holding = (a: number, b: number) =>
  new Map([
    [1, a],
    [2, b],
  ]);

describe('the places an order can be shipped from', () => {
  it('are the stores that hold every article, nearest first, and the excluded ones say what is missing [AD-278, AD-279]', () => {
    const candidates = rankCandidates({
      receiver,
      items,
      stores: [store(9), store(5), store(2)],
      availableByStore: new Map([
        [2, holding(2, 0)],
        [5, holding(3, 1)],
        [9, holding(9, 9)],
      ]),
    });

    expect(candidates.map((candidate) => candidate.name)).toEqual(['S5', 'S9', 'S2']);
    expect(candidates.map((candidate) => candidate.isEligible)).toEqual([true, true, false]);
    expect(Math.round((candidates[0]?.distanceMetres ?? 0) / 100)).toBe(50);
    expect(candidates[2]).toMatchObject({
      exclusion: 'stockShort',
      missing: [{ skuName: 'B', needed: 1, available: 0 }],
    });
  });

  it('hold nothing when they never had the article', () => {
    const [candidate] = rankCandidates({ receiver, items, stores: [store(1)], availableByStore: new Map() });

    expect(candidate).toMatchObject({ isEligible: false, exclusion: 'stockShort' });
    expect(candidate?.missing).toHaveLength(2);
  });

  it('are matched by district, city and province when the address has no position', () => {
    const at = (province: string, city: string, district: string) => ({ province, city, district });
    const stores = [
      store(1, { address: at('浙江省', '杭州市', '西湖区') }),
      store(2, { address: at('江苏省', '南京市', '姑苏区') }),
      store(3, { address: at('江苏省', '苏州市', '吴中区') }),
      store(4, { address: at('江苏省', '苏州市', '姑苏区') }),
    ];
    const candidates = rankCandidates({
      receiver: { ...receiver, location: null },
      items,
      stores,
      availableByStore: new Map(stores.map((entry) => [entry.channelId, holding(5, 5)])),
    });

    expect(candidates.map((candidate) => candidate.channelId)).toEqual([4, 3, 2, 1]);
    expect(candidates.every((candidate) => candidate.distanceMetres === null)).toBe(true);
  });

  it('need a position of their own', () => {
    const [candidate] = rankCandidates({
      receiver,
      items,
      stores: [store(1, { location: null })],
      availableByStore: new Map([[1, holding(5, 5)]]),
    });

    expect(candidate).toMatchObject({ isEligible: false, exclusion: 'noLocation', distanceMetres: null });
  });

  it('lie as far from each other as the map says', () => {
    const shanghai = { latitude: 31.2304, longitude: 121.4737 };

    expect(Math.round(distanceMetres(suzhou, shanghai) / 1000)).toBe(85);
    expect(distanceMetres(suzhou, suzhou)).toBe(0);
    const point = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(point, point, (from, to) => {
        expect(distanceMetres(from, to)).toBe(distanceMetres(to, from));
        expect(distanceMetres(from, to)).toBeLessThan(20_100_000);
      }),
    );
  });
});
