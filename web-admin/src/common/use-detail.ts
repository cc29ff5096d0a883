import { createCanceller, type Canceller, type CancelSignal } from '@lakeside/shared/sdk/cancel';
import { errorMessage, isSdkError } from '@lakeside/shared/sdk/sdk-error';
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
  let running: Canceller | null = null;

  async function reload(): Promise<void> {
    running?.cancel();
    const key = wantedKey();
    if (key === null) {
      record.value = null;
      return;
    }
    const canceller = createCanceller();
    running = canceller;
    isLoading.value = record.value === null;
    errorText.value = '';
    try {
      const answer = await load(key, canceller.signal);
      if (running === canceller) record.value = answer;
    } catch (error) {
      if (running !== canceller || (isSdkError(error) && error.kind === 'cancelled')) return;
      errorText.value = errorMessage(error);
    } finally {
      if (running === canceller) isLoading.value = false;
    }
  }

  watch(
    wantedKey,
    () => {
      record.value = null;
      void reload();
    },
    { immediate: true },
  );
  onScopeDispose(() => running?.cancel());

  return reactive({ record, isLoading, errorText, reload });
}
