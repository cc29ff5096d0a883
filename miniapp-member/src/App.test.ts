import { mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubUni } from '../../tooling/vitest-uni/stub-uni';
import { fireHook } from '../../tooling/vitest-uni/uni-app-stub';
import App from './App.vue';
import { useInviteStore } from './app/invite.store';
import { useSessionStore } from './app/session.store';

interface WireRequest {
  url: string;
  success: (answer: { statusCode: number; data: unknown; header: Record<string, string> }) => void;
}

const session = {
  accessToken: 'access-token',
  accessExpiresAt: '2026-10-06T10:00:00.000+08:00',
  refreshToken: 'refresh-token-of-20-chars',
};

/** The app on a phone whose WeChat user the server knows, or not. */
function anApp({ isKnown = false } = {}) {
  const navigateTo = vi.fn();
  stubUni({
    navigateTo,
    getNetworkType: () => undefined,
    onNetworkStatusChange: () => undefined,
    getUpdateManager: () => ({ onUpdateReady: () => undefined, onUpdateFailed: () => undefined }),
    login: (options: { success(result: { code: string }): void }) => options.success({ code: 'wx-code' }),
    request(wire: WireRequest) {
      const data = isKnown
        ? { outcome: 'loggedIn', session, profile: {}, isNew: false }
        : { outcome: 'phoneNeeded', loginTicket: 'ticket', expiresInSeconds: 300 };
      wire.success({ statusCode: 200, data, header: {} });
      return { abort: () => undefined };
    },
  });
  vi.stubGlobal('wx', {});
  mount({ ...App, render: () => null });
  return {
    opened: () => navigateTo.mock.calls.map(([{ url }]) => url as string),
    async start(options: Record<string, unknown>) {
      await fireHook('onLaunch', options);
      await fireHook('onShow', options);
      await settle();
    },
    async comeBack(options: Record<string, unknown>) {
      await fireHook('onShow', options);
      await settle();
    },
  };
}

/** Lets what was begun come to its end, the turns of the platform's clock included. */
async function settle(): Promise<void> {
  await vi.runAllTimersAsync();
}

describe('what the app is opened with', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    setActivePinia(createPinia());
  });
  afterEach(() => vi.useRealTimers());

  it('keeps the invite of a scanned code, which WeChat hands over encoded, and leads to the login [MB-001]', async () => {
    const app = anApp();

    await app.start({ path: 'tabs/home', query: { scene: 'token%3DAb3dE9xy' }, scene: 1047 });

    expect(useInviteStore().token).toBe('Ab3dE9xy');
    expect(app.opened()).toEqual(['/features/identity/pages/login']);
  });

  it('takes another code that is scanned while it runs, and nothing new when it only comes back', async () => {
    const app = anApp();
    const first = { path: 'tabs/home', query: { scene: 'Ab3dE9xy' } };
    await app.start(first);

    await app.comeBack(first);
    expect(app.opened()).toHaveLength(1);
    await app.comeBack({ path: 'tabs/home', query: { scene: 'Zz9yX8wv' } });

    expect(useInviteStore().token).toBe('Zz9yX8wv');
    expect(app.opened()).toHaveLength(2);
  });

  it('opens the page that binds a printed card, unless WeChat has opened it [MB-052]', async () => {
    const q = encodeURIComponent('https://shop.example.com/c/882604150031');
    const app = anApp();

    await app.start({ path: 'tabs/home', query: { q } });
    expect(app.opened()).toEqual(['/features/card/pages/bind?cardNo=882604150031']);

    const other = anApp();
    await other.start({ path: 'features/card/pages/bind', query: { q } });
    expect(other.opened()).toEqual([]);
  });

  it('lets a known WeChat user in at the start and leaves the invite aside [MB-002]', async () => {
    const app = anApp({ isKnown: true });

    await app.start({ path: 'tabs/home', query: { scene: 'Ab3dE9xy' } });

    expect(useSessionStore().isSignedIn).toBe(true);
    expect(useInviteStore().token).toBeNull();
    expect(app.opened()).toEqual([]);
  });
});
