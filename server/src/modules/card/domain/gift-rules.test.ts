import { CardKind, GiftStatus } from '@lakeside/shared/card/card.status';
import { describe, expect, it } from 'vitest';
import { assertGiftMayBecome, assertMayGive, giftExpiryOf } from './gift-rules';

const now = new Date('2026-10-06T09:00:00+08:00');
const card = {
  kind: CardKind.eCard,
  status: 'active',
  memberId: 7,
  lockDocumentId: null,
  expiresAt: null,
} as const;

describe('giving a card away', () => {
  it('takes an own, good e-card that is in nothing else', () => {
    expect(() => assertMayGive(card, 7, now)).not.toThrow();
    expect(() => assertMayGive(card, 8, now)).toThrow('没有查到');
    expect(() => assertMayGive({ ...card, kind: CardKind.physicalCard }, 7, now)).toThrow('只有电子卡');
    expect(() => assertMayGive({ ...card, lockDocumentId: 3 }, 7, now)).toThrow('正在处理中');
    expect(() => assertMayGive({ ...card, status: 'used' }, 7, now)).toThrow('已提货');
    expect(() => assertMayGive({ ...card, expiresAt: now }, 7, now)).toThrow('已过有效期');
  });

  it('waits for the hours of the settings, to the millisecond', () => {
    const expiresAt = giftExpiryOf(now, 24);
    const justBefore = new Date(expiresAt.getTime() - 1);
    const gift = { status: GiftStatus.open, expiresAt };

    expect(expiresAt.toISOString()).toBe('2026-10-07T01:00:00.000Z');
    expect(() => assertGiftMayBecome(gift, 'accepted', justBefore)).not.toThrow();
    expect(() => assertGiftMayBecome(gift, 'accepted', expiresAt)).toThrow('超时退回');
    expect(() => assertGiftMayBecome(gift, 'takenBack', expiresAt)).not.toThrow();
  });

  it('ends once', () => {
    for (const status of ['accepted', 'takenBack', 'expired'] as const) {
      const gift = { status, expiresAt: giftExpiryOf(now, 1) };
      for (const next of ['accepted', 'takenBack', 'expired'] as const) {
        expect(() => assertGiftMayBecome(gift, next, now)).toThrow();
      }
    }
  });
});
