import { getCurrentInstance, onMounted } from 'vue';

// Stands in for '@dcloudio/uni-app', whose real module needs exports that only DCloud's own Vue has.

type Hook = (...args: never[]) => unknown;

const hooksByName = new Map<string, Hook[]>();

function pageHook(name: string) {
  return (hook: Hook): void => {
    if (!getCurrentInstance()) throw new Error(`${name} was called outside setup()`);
    hooksByName.set(name, [...(hooksByName.get(name) ?? []), hook]);
  };
}

/** Runs what the page registered, as the platform would: `await fireHook('onLoad', { id: '7' })`. */
export async function fireHook(name: string, ...args: unknown[]): Promise<void> {
  for (const hook of hooksByName.get(name) ?? []) await hook(...(args as never[]));
}

export function resetHooks(): void {
  hooksByName.clear();
}

export const onLaunch = pageHook('onLaunch');
export const onError = pageHook('onError');
export const onPageNotFound = pageHook('onPageNotFound');
export const onLoad = pageHook('onLoad');
export const onShow = pageHook('onShow');
export const onHide = pageHook('onHide');
export const onUnload = pageHook('onUnload');
export const onPullDownRefresh = pageHook('onPullDownRefresh');
export const onReachBottom = pageHook('onReachBottom');
export const onPageScroll = pageHook('onPageScroll');
export const onShareAppMessage = pageHook('onShareAppMessage');
export const onShareTimeline = pageHook('onShareTimeline');
export const onReady = (hook: Hook): void => onMounted(() => void hook());
