import type { AdminProfile } from '@lakeside/shared/identity/identity.contract';
import type { SessionTokens } from '@lakeside/shared/sdk/session';
import { sessionTokensSchema } from '@lakeside/shared/sdk/session';
import { defineStore } from 'pinia';
import * as v from 'valibot';
import { computed, shallowRef } from 'vue';

const storageKey = 'lakeside.admin.session';

/** The session of the back office; survives a reload. */
export const useSessionStore = defineStore('session', () => {
  const tokens = shallowRef<SessionTokens | null>(readTokens());
  const profile = shallowRef<AdminProfile | null>(null);
  const isSignedIn = computed(() => tokens.value !== null);

  function setTokens(next: SessionTokens): void {
    tokens.value = next;
    localStorage.setItem(storageKey, JSON.stringify(next));
  }

  function setProfile(next: AdminProfile): void {
    profile.value = next;
  }

  function signOut(): void {
    tokens.value = null;
    profile.value = null;
    localStorage.removeItem(storageKey);
  }

  /** True when the signed-in person holds all these permissions. Hides what would be refused; the server decides. */
  function can(...permissions: readonly string[]): boolean {
    const held = profile.value?.permissions ?? [];
    return held.includes('*') || permissions.every((permission) => held.includes(permission));
  }

  /** What the storage holds now: another tab may have renewed the session, whose refresh token works once. */
  function reloadTokens(): SessionTokens | null {
    tokens.value = readTokens();
    return tokens.value;
  }

  // Another tab logged in or out.
  window.addEventListener('storage', (event) => {
    if (event.key === storageKey) reloadTokens();
  });

  return {
    profile,
    isSignedIn,
    getTokens: () => tokens.value,
    setTokens,
    reloadTokens,
    setProfile,
    signOut,
    can,
  };
});

function readTokens(): SessionTokens | null {
  try {
    const parsed = v.safeParse(sessionTokensSchema, JSON.parse(localStorage.getItem(storageKey) ?? 'null'));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
