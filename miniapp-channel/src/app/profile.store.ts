import type { ChannelProfile } from '@lakeside/shared/channel/channel.contract';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { rightsOf } from './rights';

const storageKey = 'lakeside.channel.profile';

/** Who is logged in and for which channel. Kept on the phone, so that the tabs stand before the first answer comes. */
export const useProfileStore = defineStore('profile', () => {
  const profile = shallowRef<ChannelProfile | null>(readStored());

  function set(next: ChannelProfile): void {
    profile.value = next;
    uni.setStorageSync(storageKey, next);
  }

  function clear(): void {
    profile.value = null;
    uni.removeStorageSync(storageKey);
  }

  return { profile, rights: computed(() => rightsOf(profile.value)), set, clear };
});

function readStored(): ChannelProfile | null {
  const stored: unknown = uni.getStorageSync(storageKey);
  return isProfile(stored) ? stored : null;
}

/** Only this app writes under its key; what an older version wrote lacks a part and is dropped. */
function isProfile(value: unknown): value is ChannelProfile {
  return typeof value === 'object' && value !== null && 'channel' in value && 'modules' in value;
}
