import { onLoad, onPullDownRefresh } from '@dcloudio/uni-app';
import { errorMessage } from '../sdk/sdk-error';
import { showError } from './feedback';
import { onNetworkBack } from './shell/network';
import { ref, shallowRef } from 'vue';

/** One thing a page shows: loading until `data` is there, `errorText` when it could not be loaded. */
export function useDetail<Data>(load: () => Promise<Data>) {
  const data = shallowRef<Data | null>(null);
  const errorText = ref('');
  const isLoading = ref(false);

  /** Fetches it; what is shown stays until the answer, and stays when the answer is an error. */
  async function reload(): Promise<void> {
    isLoading.value = true;
    errorText.value = '';
    try {
      data.value = await load();
    } catch (error) {
      if (data.value === null) errorText.value = errorMessage(error);
      else showError(error);
    } finally {
      isLoading.value = false;
    }
  }

  onNetworkBack(() => {
    if (errorText.value !== '') void reload();
  });

  return { data, errorText, isLoading, reload };
}

/** Ties details to their page: first load and pull to refresh (`"enablePullDownRefresh": true` in pages.json). */
export function bindDetailToPage(reload: () => Promise<unknown>): void {
  onLoad(() => void reload());
  onPullDownRefresh(async () => {
    await reload();
    uni.stopPullDownRefresh();
  });
}
