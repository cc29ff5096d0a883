import { onLoad, onPullDownRefresh, onReachBottom } from '@dcloudio/uni-app';

interface GrowingList {
  reload(): Promise<void>;
  refresh(): Promise<void>;
  loadMore(): Promise<void>;
}

/**
 * Ties a list to its page: first load, pull to refresh (`"enablePullDownRefresh": true` in pages.json), more at the
 * bottom. A page that reads its filter from the address sets it in its own `onLoad`, placed before this call.
 */
export function bindListToPage(list: GrowingList): void {
  onLoad(() => void list.reload());
  onReachBottom(() => void list.loadMore());
  onPullDownRefresh(async () => {
    await list.refresh();
    uni.stopPullDownRefresh();
  });
}
