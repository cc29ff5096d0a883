import type { MemberProfile } from '@lakeside/shared/member/member.contract';
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** The logged-in member as last read; null before the first answer and after logging out. */
export const useProfileStore = defineStore('profile', () => {
  const profile = shallowRef<MemberProfile | null>(null);

  function set(next: MemberProfile | null): void {
    profile.value = next;
  }

  return { profile, set };
});
