import { describe, expect, it } from 'vitest';
import { heldAfter } from './e-card-order';

describe('what an e-card order still has to issue', () => {
  it('goes down to nothing and never below', () => {
    expect(heldAfter({ status: 'toIssue', heldCards: 3 }, 2)).toBe(1);
    expect(heldAfter({ status: 'partlyIssued', heldCards: 1 }, 1)).toBe(0);
    expect(() => heldAfter({ status: 'partlyIssued', heldCards: 1 }, 2)).toThrow('只剩 1 张待发卡号');
  });

  it.each(['toPay', 'completed', 'cancelled'] as const)('is nothing in the state %s', (status) => {
    expect(() => heldAfter({ status, heldCards: 3 }, 1)).toThrow('请刷新');
  });
});
