import { computed, shallowRef, type ComputedRef } from 'vue';
import type { SessionStore, SessionTokens } from '../sdk/session';

export interface Session extends Required<SessionStore> {
  readonly isSignedIn: ComputedRef<boolean>;
  /** Forgets a session that has ended. */
  signOut(): void;
  /** Ends the session because the person said so: nobody is let in again without being asked, until the next login. */
  leave(): void;
  /** True unless somebody is signed in or has left on purpose: WeChat's user may then be let in without a tap. */
  maySignInSilently(): boolean;
}

/** The session of one app, kept in the phone's storage. `storageKey` differs by app, since H5 builds share an origin. */
export function createSession(storageKey: string): Session {
  const leftKey = `${storageKey}.left`;
  const tokens = shallowRef<SessionTokens | null>(readTokens(storageKey));

  function signOut(): void {
    tokens.value = null;
    uni.removeStorageSync(storageKey);
  }

  return {
    isSignedIn: computed(() => tokens.value !== null),
    getTokens: () => tokens.value,
    setTokens(next) {
      tokens.value = next;
      uni.setStorageSync(storageKey, next);
      uni.removeStorageSync(leftKey);
    },
    reloadTokens() {
      tokens.value = readTokens(storageKey);
      return tokens.value;
    },
    signOut,
    leave() {
      signOut();
      uni.setStorageSync(leftKey, true);
    },
    maySignInSilently: () => tokens.value === null && uni.getStorageSync(leftKey) !== true,
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
