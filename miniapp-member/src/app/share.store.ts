import { defineStore } from 'pinia';
import { ref } from 'vue';
import { sdk } from './api';
import { useSessionStore } from './session.store';

/** The own invite, which goes along with every page a member shares: who opens it registers under the same channel (MB-059). */
export const useShareStore = defineStore('share', () => {
  const token = ref<string | undefined>(undefined);

  /** Reads it before it is needed: WeChat takes the answer to a share at once. Without it the page is shared all the same. */
  async function prepare(): Promise<void> {
    if (!useSessionStore().isSignedIn || token.value !== undefined) return;
    try {
      token.value = (await sdk.me.getInvite()).token;
    } catch {
      // The next page that can be shared tries again.
    }
  }

  function forget(): void {
    token.value = undefined;
  }

  return { token, prepare, forget };
});
