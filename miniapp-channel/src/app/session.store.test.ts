import { createPinia, setActivePinia } from 'pinia';
import { describe, expect, it } from 'vitest';
import { stubUni } from '../../../tooling/vitest-uni/stub-uni';
import { useSessionStore } from './session.store';

describe('the session of the channel app', () => {
  it('outlives a restart of the app', () => {
    stubUni({});
    setActivePinia(createPinia());
    useSessionStore().setTokens({
      accessToken: 'a',
      accessExpiresAt: '2026-10-06T10:00:00.000+08:00',
      refreshToken: 'r',
    });

    setActivePinia(createPinia());

    expect(useSessionStore().isSignedIn).toBe(true);
  });
});
