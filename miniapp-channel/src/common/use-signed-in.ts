import { onShow } from '@dcloudio/uni-app';
import { storeToRefs } from 'pinia';
import { sdk } from '@/app/api';
import { useProfileStore } from '@/app/profile.store';
import { openLogin } from '@/app/routes';
import { useSessionStore } from '@/app/session.store';
import { useUnreadStore } from '@/app/unread.store';

/**
 * For tab pages: sends a stranger to the login page, and each time the page is shown keeps the profile fresh, since an
 * owner may change an operator's modules while the operator works, counts the unread messages, and calls `load`.
 */
export function useSignedIn(load: () => void = () => undefined) {
  const session = useSessionStore();
  const store = useProfileStore();

  onShow(() => {
    if (!session.isSignedIn) openLogin();
    else void enter();
  });

  async function enter(): Promise<void> {
    const refreshed = refreshProfile();
    void useUnreadStore().refresh();
    // What a page may load depends on the rights, so the first time they are waited for.
    if (store.profile === null) await refreshed;
    if (session.isSignedIn) load();
  }

  /** A failure leaves the profile that is known; what it wrongly shows the server refuses. */
  async function refreshProfile(): Promise<void> {
    try {
      store.set(await sdk.channel.getProfile());
    } catch {
      // The lists of the page report the broken network; one message is enough.
    }
  }

  const { profile, rights } = storeToRefs(store);
  return { profile, rights, refreshProfile };
}
