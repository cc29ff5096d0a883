import type { SalesProfile } from '@lakeside/shared/crm/crm.contract';
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** The logged-in salesperson as last read; null before the first answer and after logging out. */
export const useProfileStore = defineStore('profile', () => {
  const profile = shallowRef<SalesProfile | null>(null);

  function set(next: SalesProfile | null): void {
    profile.value = next;
  }

  return { profile, set };
});
