import { mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { describe, expect, it, vi } from 'vitest';
import { useSessionStore } from '@/app/session.store';
import { stubUni } from '../../../tooling/vitest-uni/stub-uni';
import Cards from './cards.vue';

describe('the card tab', () => {
  it('leads a guest to the login page and remembers a session over a restart', async () => {
    const navigateTo = vi.fn();
    stubUni({ navigateTo });
    setActivePinia(createPinia());
    const guest = mount(Cards);
    await guest.find('button').trigger('click');
    expect(navigateTo).toHaveBeenCalledWith({ url: '/features/identity/pages/login' });

    useSessionStore().setTokens({
      accessToken: 'a',
      accessExpiresAt: '2026-10-06T10:00:00.000+08:00',
      refreshToken: 'r',
    });
    setActivePinia(createPinia());

    expect(mount(Cards).find('button').exists()).toBe(false);
  });
});
