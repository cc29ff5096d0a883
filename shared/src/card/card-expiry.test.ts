import { describe, expect, it } from 'vitest';
import { lastValidDay } from './card-expiry';

describe('the last valid day of a card', () => {
  it('is the day before a card that lapses at midnight', () => {
    expect(lastValidDay('2029-11-22T00:00:00+08:00')).toBe('2029-11-21');
  });

  it('is the same day for a card that lapses later than midnight', () => {
    expect(lastValidDay('2029-11-22T00:00:01+08:00')).toBe('2029-11-22');
  });
});
