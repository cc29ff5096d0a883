import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMemberLevelRate, checkRate, type Rated, rateBounds } from './check-rate-chain';

const l1: Rated = { name: '一级', rateBp: 6000 };
const l3: Rated = { name: '小吃店', rateBp: 8000 };
const member: Rated = { name: '金卡会员', rateBp: 9000 };

function isAllowed(rateBp: number, around: Parameters<typeof checkRate>[1]): boolean {
  try {
    checkRate(rateBp, around);
    return true;
  } catch {
    return false;
  }
}

describe('the rate of a child', () => {
  const around = { parent: l1, children: [], lowestMemberLevel: member };

  it('lies above its inviter and below every member level; 0.60 and 0.90 themselves are refused [CH-018]', () => {
    expect([6000, 6001, 6100, 8900, 8999, 9000].map((rate) => isAllowed(rate, around))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(rateBounds(around)).toEqual({ aboveBp: 6000, belowBp: 9000 });
  });

  it('is refused with both bounds in words', () => {
    expect(() => checkRate(6000, around)).toThrow('折扣必须高于 一级的 6 折，低于金卡会员的 9 折');
  });

  it('may not reach or pass the rate of its own child, which is named', () => {
    const dealer = { ...around, children: [l3] };

    expect(isAllowed(7900, dealer)).toBe(true);
    expect(() => checkRate(8000, dealer)).toThrow('小吃店');
    expect(() => checkRate(8200, dealer)).toThrow('小吃店');
  });
});

describe('the rate of a level-1 channel', () => {
  it('is bounded by the member levels only, and by the retail price while there are none', () => {
    expect(isAllowed(1, { parent: null, children: [], lowestMemberLevel: member })).toBe(true);
    expect(isAllowed(9999, { parent: null, children: [], lowestMemberLevel: null })).toBe(true);
    expect(isAllowed(10_000, { parent: null, children: [], lowestMemberLevel: null })).toBe(false);
  });
});

describe('a member level', () => {
  it('stands above every channel; those in the way are named, ten at most', () => {
    const shops = Array.from({ length: 12 }, (_, index) => ({ name: `店${index + 1}`, rateBp: 8000 }));

    expect(() => checkMemberLevelRate(7500, [l1, l3])).toThrow('小吃店');
    expect(() => checkMemberLevelRate(8001, [l1, l3])).not.toThrow();
    expect(() => checkMemberLevelRate(8000, shops)).toThrow('店10 等 12 个');
  });
});

describe('any sequence of allowed changes', () => {
  const change = fc.record({
    target: fc.constantFrom('l1', 'l2', 'l3', 'member'),
    rateBp: fc.integer({ min: 1, max: 10_000 }),
  });

  it('keeps the chain l1 < l2 < l3 < member strictly ordered', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const rates = { l1: 6000, l2: 7000, l3: 8000, member: 9000 };
        const rated = (key: keyof typeof rates): Rated => ({ name: key, rateBp: rates[key] });
        for (const { target, rateBp } of changes) {
          try {
            const lowestMemberLevel = rated('member');
            if (target === 'member') checkMemberLevelRate(rateBp, [rated('l1'), rated('l2'), rated('l3')]);
            if (target === 'l1')
              checkRate(rateBp, { parent: null, children: [rated('l2')], lowestMemberLevel });
            if (target === 'l2')
              checkRate(rateBp, { parent: rated('l1'), children: [rated('l3')], lowestMemberLevel });
            if (target === 'l3') checkRate(rateBp, { parent: rated('l2'), children: [], lowestMemberLevel });
            rates[target] = rateBp;
          } catch {
            // Refused changes leave the chain as it was.
          }
        }
        expect(rates.l1 < rates.l2 && rates.l2 < rates.l3 && rates.l3 < rates.member).toBe(true);
      }),
    );
  });
});
