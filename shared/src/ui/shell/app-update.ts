import { confirmAction } from '../feedback';
// #ifdef H5
import { isOffline } from './network';
// #endif

/**
 * Takes a new version of the app in: a mini program asks once and restarts with it; where the download failed, the old
 * one goes on without a word, as WeChat tries again at the next start. A web page reloads when a part of it is gone from
 * the server, which means that a newer one is there.
 */
export function watchForUpdate(): void {
  // #ifdef MP-WEIXIN
  const manager = uni.getUpdateManager();
  manager.onUpdateReady(() => void offerUpdate(() => manager.applyUpdate()));
  // #endif
  // #ifdef H5
  window.addEventListener('vite:preloadError', (event) => {
    // Without a network every part is missing; the page says that it could not be loaded.
    if (isOffline.value) return;
    event.preventDefault();
    void offerUpdate(() => window.location.reload());
  });
  // #endif
}

let isOffered = false;

async function offerUpdate(apply: () => void): Promise<void> {
  if (isOffered) return;
  isOffered = true;
  const agrees = await confirmAction({
    title: '有新版本',
    content: '重启后即可使用新版本，已填写未提交的内容需要重新填写。',
    confirmText: '立即更新',
  });
  if (agrees) apply();
}
