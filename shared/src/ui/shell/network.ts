import { getCurrentScope, readonly, ref, watch } from 'vue';

const isOfflineNow = ref(false);

/** True while the phone has no network. Pages keep what they show; `LkPageShell` says that it may be old. */
export const isOffline = readonly(isOfflineNow);

/** Begins to follow the network; called once, when the app is launched. */
export function watchNetwork(): void {
  // #ifdef H5
  // uni's own event asks the browser for the kind of network, which stays the same when it goes away.
  const read = () => (isOfflineNow.value = !window.navigator.onLine);
  window.addEventListener('online', read);
  window.addEventListener('offline', read);
  read();
  // #endif
  // #ifndef H5
  uni.getNetworkType({ success: (result) => (isOfflineNow.value = result.networkType === 'none') });
  uni.onNetworkStatusChange((change) => (isOfflineNow.value = !change.isConnected));
  // #endif
}

/** Runs `act` each time the network comes back, for as long as the page or component that asks lives. */
export function onNetworkBack(act: () => void): void {
  if (!getCurrentScope()) return;
  watch(isOfflineNow, (isNowOffline) => {
    if (!isNowOffline) act();
  });
}
