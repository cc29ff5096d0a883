import { errorMessage } from '@lakeside/shared/sdk/sdk-error';
import { ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';

export interface CountedTag {
  readonly id: number;
  readonly name: string;
  readonly memberCount: number;
}

/** All tags of members; at most a hundred, so they come in one piece. */
export function useMemberTags() {
  const tags = shallowRef<CountedTag[]>([]);
  const isLoading = ref(false);
  const errorText = ref('');

  async function loadTags(): Promise<void> {
    isLoading.value = true;
    errorText.value = '';
    try {
      tags.value = await sdk.memberTag.listMemberTags();
    } catch (error) {
      errorText.value = errorMessage(error);
    } finally {
      isLoading.value = false;
    }
  }

  return { tags, isLoading, errorText, loadTags };
}
