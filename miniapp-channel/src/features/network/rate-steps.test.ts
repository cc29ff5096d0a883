import { describe, expect, it } from 'vitest';
import { parseRate, rateRange, rateRefusal } from './rate-steps';

const l1Bounds = { aboveBp: 6000, belowBp: 9000 };

describe('the rate of a child', () => {
  it('lies from 0.61 to 0.89 for an L1 at 0.60 and members at 0.90 [CH-018]', () => {
    expect(rateRange(l1Bounds)).toEqual({ minBp: 6100, maxBp: 8900 });
    expect(rateRefusal(6000, l1Bounds)).toBe('必须高于你的折扣 0.60');
    expect(rateRefusal(9000, l1Bounds)).toBe('必须低于会员折扣 0.90');
    expect(rateRefusal(6100, l1Bounds)).toBeNull();
    expect(rateRefusal(8900, l1Bounds)).toBeNull();
  });

  it('is offered strictly inside bounds that are no whole hundredths', () => {
    expect(rateRange({ aboveBp: 6050, belowBp: 8950 })).toEqual({ minBp: 6100, maxBp: 8900 });
    expect(rateRange({ aboveBp: 8900, belowBp: 9000 })).toBeNull();
  });

  it('is typed as a multiplier', () => {
    expect(parseRate('0.61')).toBe(6100);
    expect(parseRate('0.7')).toBe(7000);
    expect(parseRate('61')).toBe(null);
    expect(parseRate('')).toBe(null);
  });
});
