import { describe, expect, it } from 'vitest';
import { tariffText } from './tariff-text';

const tariff = { firstPieces: 1, firstFen: 1000, furtherPieces: 2, furtherFen: 300, freeFromFen: 29_900 };

describe('a tariff in words', () => {
  it('says what the first and each further lot cost, and from where it is free', () => {
    expect(tariffText(tariff)).toBe('首 1 件 ¥10.00，每续 2 件 ¥3.00，满 ¥299.00 包邮');
    expect(tariffText({ ...tariff, furtherFen: 0, freeFromFen: null })).toBe('首 1 件 ¥10.00，续件免费');
    expect(tariffText({ ...tariff, firstFen: 0, furtherFen: 0 })).toBe('包邮');
  });
});
