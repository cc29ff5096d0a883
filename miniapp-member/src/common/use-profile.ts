import { storeToRefs } from 'pinia';
import { sdk } from '@/app/api';
import { useProfileStore } from '@/app/profile.store';
import { useSessionStore } from '@/app/session.store';

/** The logged-in member for pages that show them; `refreshProfile` reads them again. */
export function useProfile() {
  const session = useSessionStore();
  const store = useProfileStore();

  /** A failure leaves what is known: the page's own list tells that the network is broken. */
  async function refreshProfile(): Promise<void> {
    if (!session.isSignedIn) return store.set(null);
    try {
      store.set(await sdk.me.getProfile());
    } catch {
      // See above.
    }
  }

  return { profile: storeToRefs(store).profile, refreshProfile };
}
