import type { CancelSignal } from '@lakeside/shared/sdk/cancel';
import { createLatestCall } from '@lakeside/shared/sdk/latest-call';
import { errorMessage } from '@lakeside/shared/sdk/sdk-error';
import { onScopeDispose, reactive, ref, shallowRef, watch } from 'vue';

/**
 * One record by id, loaded whenever the id changes and emptied when it becomes null: the content of a drawer.
 * Do not destructure the result.
 */
export function useDetail<Key extends number | string, Record>(
  wantedKey: () => Key | null,
  load: (key: Key, signal: CancelSignal) => Promise<Record>,
) {
  const record = shallowRef<Record | null>(null);
  const isLoading = ref(false);
  const errorText = ref('');
  const latestCall = createLatestCall();

  async function reload(): Promise<void> {
    const key = wantedKey();
    errorText.value = '';
    if (key === null) return latestCall.cancel();
    isLoading.value = record.value === null;
    const outcome = await latestCall.run((signal) => load(key, signal));
    if (outcome.kind === 'overtaken') return;
    isLoading.value = false;
    if (outcome.kind === 'done') record.value = outcome.value;
    else errorText.value = errorMessage(outcome.error);
  }

  watch(
    wantedKey,
    () => {
      record.value = null;
      void reload();
    },
    { immediate: true },
  );
  onScopeDispose(latestCall.cancel);

  return reactive({ record, isLoading, errorText, reload });
}
