import type { DispatchCandidate } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { describe, expect, it } from 'vitest';
import { distanceText, exclusionText } from './candidate-text';

const store: DispatchCandidate = {
  channelId: 1,
  name: '平江专卖店',
  distanceMetres: 2000,
  isEligible: true,
  exclusion: null,
  missing: [],
};

describe('stores in the dispatch dialog', () => {
  it('says distances the way people do', () => {
    expect(distanceText(640.4)).toBe('640 米');
    expect(distanceText(1850)).toBe('1.9 公里');
    expect(distanceText(null)).toBe('距离未知');
  });

  it('names every article a store lacks, with what is needed and what is there', () => {
    const short: DispatchCandidate = {
      ...store,
      isEligible: false,
      exclusion: 'stockShort',
      missing: [{ skuName: '母蟹 3.0 两', needed: 4, available: 1 }],
    };

    expect(exclusionText(short)).toBe('缺货：母蟹 3.0 两 要 4 有 1');
  });

  it('is silent for a store that can ship', () => {
    expect(exclusionText(store)).toBe('');
  });
});
