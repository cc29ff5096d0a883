import { describe, expect, it } from 'vitest';
import { cardCountParts, cardTotal } from './card-count-parts';

describe('the cards of a customer on one bar', () => {
  it('counts every card once, the locked ones among the inactive', () => {
    expect(cardTotal({ inactive: 6, active: 3, used: 1, voided: 0, locked: 4 })).toBe(10);
  });

  it('gives each state its share', () => {
    const parts = cardCountParts({ inactive: 6, active: 3, used: 1, voided: 0, locked: 4 });

    expect(parts.map(({ label, percent }) => `${label} ${percent}`)).toEqual([
      '未激活 60',
      '已激活 30',
      '已使用 10',
      '已注销 0',
    ]);
  });

  it('stays empty without cards', () => {
    const parts = cardCountParts({ inactive: 0, active: 0, used: 0, voided: 0, locked: 0 });

    expect(parts.every((part) => part.percent === 0)).toBe(true);
  });
});
