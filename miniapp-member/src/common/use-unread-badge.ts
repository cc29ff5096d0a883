import { badgeText } from '@lakeside/shared/ui/message/unread';
import { onHide, onShow } from '@dcloudio/uni-app';
import { computed, watch } from 'vue';
import { tabs } from '@/app/routes';
import { useSessionStore } from '@/app/session.store';
import { useUnreadStore } from '@/app/unread.store';

const mineIndex = Object.values(tabs).indexOf(tabs.mine);

/** For tab pages: counts the unread messages each time the page is shown and keeps the badge of 我的 true (MB-074). */
export function useUnreadBadge() {
  const session = useSessionStore();
  const unread = useUnreadStore();
  const unreadCount = computed(() => (session.isSignedIn ? unread.count : 0));
  let isShown = false;

  onShow(() => {
    isShown = true;
    paint();
    if (session.isSignedIn) void unread.refresh();
  });
  onHide(() => {
    isShown = false;
  });
  // WeChat paints the tab bar only while a page of it is on top.
  watch(unreadCount, () => isShown && paint());

  function paint(): void {
    const text = badgeText(unreadCount.value);
    const bar = { index: mineIndex, fail: () => undefined };
    if (text === '') uni.removeTabBarBadge(bar);
    else uni.setTabBarBadge({ ...bar, text });
  }

  return { unreadCount };
}
