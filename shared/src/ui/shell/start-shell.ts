import { watchForUpdate } from './app-update';
import { watchNetwork } from './network';
import { watchPrivacy } from './privacy';

/** What every app begins with when it is launched; `LkPageShell` shows what comes of it on each page. */
export function startShell(): void {
  watchNetwork();
  watchForUpdate();
  // #ifdef MP-WEIXIN
  watchPrivacy();
  // #endif
}
