import { sdk } from './api';
import { useSessionStore } from './session.store';

/** Fetches who is signed in and what they may do. */
export async function loadProfile(): Promise<void> {
  useSessionStore().setProfile(await sdk.auth.getProfile());
}
