import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { useSessionStore } from '@/app/session.store';
import { useShareStore } from '@/app/share.store';
import { stubUni } from '../../../tooling/vitest-uni/stub-uni';
import { shareCard, shareMoment } from './share-card';

interface WireRequest {
  success: (answer: { statusCode: number; data: unknown; header: Record<string, string> }) => void;
}

async function aMember() {
  stubUni({
    request(wire: WireRequest) {
      wire.success({ statusCode: 200, data: { token: 'Ab3dE9xy', url: '', expiresAt: null }, header: {} });
      return { abort: () => undefined };
    },
  });
  useSessionStore().setTokens({
    accessToken: 'a',
    accessExpiresAt: '2026-10-06T10:00:00.000+08:00',
    refreshToken: 'r',
  });
  await useShareStore().prepare();
}

describe('sharing a page', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('carries the invite of the sharer [IF-004]', async () => {
    await aMember();

    expect(
      shareCard({ title: '家宴八只装', path: '/features/catalog/pages/offer', query: { id: 3 } }),
    ).toEqual({
      title: '家宴八只装',
      path: '/features/catalog/pages/offer?token=Ab3dE9xy&id=3',
      imageUrl: '/static/share/shop.png',
    });
    expect(shareMoment({ title: '湖畔' })).toEqual({
      title: '湖畔',
      query: 'token=Ab3dE9xy',
      imageUrl: '/static/share/shop.png',
    });
  });

  it('works for a guest, who has no invite', async () => {
    await useShareStore().prepare();

    expect(shareCard({ title: '湖畔', path: '/tabs/home' }).path).toBe('/tabs/home');
    expect(shareMoment({ title: '湖畔' }).query).toBe('');
  });
});
