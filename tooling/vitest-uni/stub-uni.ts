import { vi } from 'vitest';

interface Callbacks {
  success?: (result: unknown) => void;
  complete?: (result: unknown) => void;
}

/** A platform call that succeeds at once with `result`. */
function succeeding(result: Record<string, unknown> = {}) {
  return vi.fn((options?: Callbacks) => {
    options?.success?.(result);
    options?.complete?.(result);
  });
}

/** Puts a `uni` into the global scope: working storage, every call succeeds. Pass what a test wants otherwise. */
export function stubUni(overrides: Record<string, unknown> = {}): void {
  const storage = new Map<string, unknown>();
  vi.stubGlobal('uni', {
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => storage.set(key, value),
    removeStorageSync: (key: string) => storage.delete(key),
    request: succeeding({ statusCode: 200, data: {}, header: {} }),
    showToast: succeeding(),
    showModal: succeeding({ confirm: true, content: '' }),
    getWindowInfo: () => ({ statusBarHeight: 44, windowWidth: 375, windowHeight: 812 }),
    setClipboardData: succeeding(),
    navigateTo: succeeding(),
    redirectTo: succeeding(),
    switchTab: succeeding(),
    navigateBack: succeeding(),
    stopPullDownRefresh: succeeding(),
    ...overrides,
  });
  vi.stubGlobal('getCurrentPages', () => [{ route: 'tabs/home' }]);
}
