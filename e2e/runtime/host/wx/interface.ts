import { withGesture } from '../gesture';
import type { PageStack } from '../pages';
import { showActionSheet, showModal, showToast } from '../screen/dialogs';
import { asyncApis } from './api';
import { ApiFailure, type ApiOptions } from './api-failure';

const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;

/** Dialogs, bars and scrolling: what a program changes on the screen around its pages. */
export function interfaceApi(stack: PageStack): Record<string, unknown> {
  const frame = () => stack.top?.frame;
  return asyncApis({
    showToast: (options) =>
      showToast({
        title: text(options['title'], ''),
        kind: options['icon'] === 'loading' ? 'loading' : 'toast',
        durationMs: typeof options['duration'] === 'number' ? options['duration'] : 1500,
      }),
    showLoading: ({ title }) => showToast({ title: text(title, ''), kind: 'loading', durationMs: null }),
    hideToast: () => showToast(null),
    hideLoading: () => showToast(null),
    showModal: modal,
    showActionSheet: async ({ itemList }) => {
      const items = Array.isArray(itemList) ? itemList.map(String) : [];
      if (items.length > 6) throw new ApiFailure('parameter error: itemList should not be larger than 6');
      const tapIndex = await showActionSheet(items);
      if (tapIndex === null) throw new ApiFailure('cancel');
      return withGesture({ tapIndex });
    },
    setNavigationBarTitle: ({ title }) => frame()?.setTitle(text(title, '')),
    setNavigationBarColor: ({ backgroundColor, frontColor }) =>
      frame()?.setBarColor(text(backgroundColor, '#fff'), text(frontColor, '#000')),
    showNavigationBarLoading: () => undefined,
    hideNavigationBarLoading: () => undefined,
    setBackgroundColor: () => undefined,
    setBackgroundTextStyle: () => undefined,
    hideHomeButton: () => undefined,
    showTabBar: () => tabBar(stack, (bar) => bar.setVisible(true)),
    hideTabBar: () => tabBar(stack, (bar) => bar.setVisible(false)),
    setTabBarBadge: ({ index, text: badge }) =>
      tabBar(stack, (bar) => bar.setBadge(Number(index), String(badge))),
    removeTabBarBadge: ({ index }) => tabBar(stack, (bar) => bar.setBadge(Number(index), null)),
    showTabBarRedDot: ({ index }) => tabBar(stack, (bar) => bar.setBadge(Number(index), '')),
    hideTabBarRedDot: ({ index }) => tabBar(stack, (bar) => bar.setBadge(Number(index), null)),
    setTabBarItem: () => undefined,
    setTabBarStyle: () => undefined,
    startPullDownRefresh: () => void (stack.top && stack.call(stack.top, 'onPullDownRefresh')),
    stopPullDownRefresh: () => frame()?.setRefreshing(false),
    pageScrollTo: ({ scrollTop, selector }) =>
      frame()?.scrollTo(typeof selector === 'string' ? selector : Number(scrollTop ?? 0)),
  });
}

async function modal(options: ApiOptions): Promise<object> {
  const { confirmText, cancelText } = options;
  for (const [name, label] of Object.entries({ confirmText, cancelText }))
    if (typeof label === 'string' && [...label].length > 4)
      throw new ApiFailure(`${name} length should not larger than 4 Chinese characters`);
  const answer = await showModal({
    title: text(options['title'], ''),
    content: text(options['content'], ''),
    confirmText: text(confirmText, '确定'),
    cancelText: options['showCancel'] === false ? null : text(cancelText, '取消'),
    placeholder: options['editable'] === true ? text(options['placeholderText'], '') : null,
  });
  return withGesture({ ...answer, cancel: !answer.confirm });
}

function tabBar(
  stack: PageStack,
  act: (bar: NonNullable<PageStack['top']>['frame']['tabBar'] & object) => void,
) {
  const bar = stack.top?.frame.tabBar;
  if (!stack.top || !stack.isTab(stack.top.path)) throw new ApiFailure('not TabBar page');
  if (bar) act(bar);
}
