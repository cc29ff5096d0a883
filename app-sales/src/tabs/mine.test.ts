import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { describe, expect, it } from 'vitest';
import { useSessionStore } from '@/app/session.store';
import { stubUni } from '../../../tooling/vitest-uni/stub-uni';
import Mine from './mine.vue';

describe('logging out', () => {
  it('ends the session on this phone even when the server cannot be reached', async () => {
    stubUni({
      request: (options: { fail: (error: { errMsg: string }) => void }) => {
        options.fail({ errMsg: 'request:fail' });
        return { abort: () => undefined };
      },
    });
    setActivePinia(createPinia());
    const session = useSessionStore();
    session.setTokens({
      accessToken: 'a',
      accessExpiresAt: '2026-10-06T10:00:00.000+08:00',
      refreshToken: 'r',
    });
    const page = mount(Mine);

    await page.find('.mine-log-out').trigger('click');
    await flushPromises();

    expect(session.isSignedIn).toBe(false);
  });
});
