import { onHide, onShow } from '@dcloudio/uni-app';
import { watch } from 'vue';
import { useSessionStore } from '@/app/session.store';

/**
 * For tab pages, which stay alive: runs `load` each time the page is shown to a member, and when the member is logged in
 * while looking at it. `isFirst` is true until it has run for this login: only then are there no rows to keep.
 */
export function onMemberShow(load: (isFirst: boolean) => void): void {
  const session = useSessionStore();
  let isShown = false;
  let isLoaded = false;

  onShow(() => {
    isShown = true;
    run();
  });
  onHide(() => {
    isShown = false;
  });
  watch(
    () => session.isSignedIn,
    () => isShown && run(),
  );

  function run(): void {
    if (session.isSignedIn) load(!isLoaded);
    isLoaded = session.isSignedIn;
  }
}
