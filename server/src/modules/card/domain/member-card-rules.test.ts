import { CardStatus } from '@lakeside/shared/card/card.status';
import { describe, expect, it } from 'vitest';
import { assertMayBind, assertMayUse } from './member-card-rules';

const now = new Date('2026-10-06T09:00:00+08:00');
const good = {
  status: CardStatus.active,
  memberId: null,
  lockDocumentId: null,
  expiresAt: new Date('2029-10-07'),
};
const mine = { ...good, memberId: 5 };

describe('what a member may do with a card', () => {
  it('binds an activated card and names the reason for every other', () => {
    expect(() => assertMayBind(good, 5, now)).not.toThrow();
    expect(() => assertMayBind({ ...good, status: CardStatus.inactive }, 5, now)).toThrow('卡未激活');
    expect(() => assertMayBind({ ...good, status: CardStatus.used }, 5, now)).toThrow('已提货');
    expect(() => assertMayBind({ ...good, status: CardStatus.voided }, 5, now)).toThrow('已注销');
    expect(() => assertMayBind({ ...good, lockDocumentId: 9 }, 5, now)).toThrow('正在处理中');
    expect(() => assertMayBind({ ...good, expiresAt: now }, 5, now)).toThrow('已过有效期');
    expect(() => assertMayBind({ ...good, memberId: 6 }, 5, now)).toThrow('已被绑定');
  });

  it('may bind the own card again without harm', () => {
    expect(() => assertMayBind(mine, 5, now)).not.toThrow();
  });

  it('uses only the own card', () => {
    expect(() => assertMayUse(mine, 5, now)).not.toThrow();
    expect(() => assertMayUse(mine, 6, now)).toThrow('没有查到这张卡');
    expect(() => assertMayUse(good, 5, now)).toThrow('没有查到这张卡');
  });

  it('uses over the phone only a card that no member has bound', () => {
    expect(() => assertMayUse(good, null, now)).not.toThrow();
    expect(() => assertMayUse(mine, null, now)).toThrow('已被绑定');
  });

  it('cannot use a card twice', () => {
    expect(() => assertMayUse({ ...mine, status: CardStatus.used }, 5, now)).toThrow('已提货');
  });
});
