import { defineStore } from 'pinia';
import { ref } from 'vue';

const storageKey = 'lakeside.member.invite';

/**
 * The invite this phone was opened with. It waits here, also over a restart, until someone logs in with it or lets it
 * go: a scan happens long before the registration it leads to (rules.md §2).
 */
export const useInviteStore = defineStore('invite', () => {
  const stored: unknown = uni.getStorageSync(storageKey);
  const token = ref<string | null>(typeof stored === 'string' && stored !== '' ? stored : null);

  function keep(next: string): void {
    token.value = next;
    uni.setStorageSync(storageKey, next);
  }

  function drop(): void {
    token.value = null;
    uni.removeStorageSync(storageKey);
  }

  return { token, keep, drop };
});
