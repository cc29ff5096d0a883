import { computed, shallowRef, type ComputedRef } from 'vue';
import type { SessionStore, SessionTokens } from '../sdk/session';

export interface Session extends SessionStore {
  readonly isSignedIn: ComputedRef<boolean>;
  signOut(): void;
}

/** The session of one app, kept in the phone's storage. `storageKey` differs by app, since H5 builds share an origin. */
export function createSession(storageKey: string): Session {
  const tokens = shallowRef<SessionTokens | null>(readTokens(storageKey));

  return {
    isSignedIn: computed(() => tokens.value !== null),
    getTokens: () => tokens.value,
    setTokens(next) {
      tokens.value = next;
      uni.setStorageSync(storageKey, next);
    },
    signOut() {
      tokens.value = null;
      uni.removeStorageSync(storageKey);
    },
  };
}

function readTokens(storageKey: string): SessionTokens | null {
  const stored: unknown = uni.getStorageSync(storageKey);
  return isTokens(stored) ? stored : null;
}

function isTokens(value: unknown): value is SessionTokens {
  return (
    typeof value === 'object' &&
    value !== null &&
    'accessToken' in value &&
    typeof value.accessToken === 'string' &&
    'refreshToken' in value &&
    typeof value.refreshToken === 'string'
  );
}
