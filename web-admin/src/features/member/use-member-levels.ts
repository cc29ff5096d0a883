import type { MemberLevel } from '@lakeside/shared/channel/channel.contract';
import { errorMessage } from '@lakeside/shared/sdk/sdk-error';
import { ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';

/** All member levels; there are a handful, so they come in one piece. */
export function useMemberLevels() {
  const levels = shallowRef<MemberLevel[]>([]);
  const isLoading = ref(false);
  const errorText = ref('');

  async function loadLevels(): Promise<void> {
    isLoading.value = true;
    errorText.value = '';
    try {
      levels.value = await sdk.memberLevel.listMemberLevels();
    } catch (error) {
      errorText.value = errorMessage(error);
    } finally {
      isLoading.value = false;
    }
  }

  return { levels, isLoading, errorText, loadLevels };
}
