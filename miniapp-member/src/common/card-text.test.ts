import { describe, expect, it } from 'vitest';
import { cardExpiryText } from './card-text';

describe('how long a card can be used', () => {
  it('names the last day on which it can', () => {
    expect(cardExpiryText('2030-01-01T00:00:00.000+08:00')).toBe('有效期至 2029-12-31');
    expect(cardExpiryText('2029-12-31T10:00:00.000+08:00')).toBe('有效期至 2029-12-31');
  });

  it('says so when it never lapses', () => {
    expect(cardExpiryText(null)).toBe('长期有效');
  });
});
