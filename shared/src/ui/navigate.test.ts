import { describe, expect, it, vi } from 'vitest';
import { openPage, pageUrl } from './navigate';

describe('opening a page', () => {
  it('carries only what is given', () => {
    expect(pageUrl('/pages/a', { id: 7, name: '蟹 卡', from: undefined })).toBe(
      '/pages/a?id=7&name=%E8%9F%B9%20%E5%8D%A1',
    );
    expect(pageUrl('/pages/a')).toBe('/pages/a');
  });

  it('replaces the current page when the stack of the mini program is full', () => {
    const opened: string[] = [];
    const note = (way: string) => (options: { url: string }) => opened.push(`${way} ${options.url}`);
    let stackSize = 8;
    vi.stubGlobal('getCurrentPages', () => Array.from({ length: stackSize }));
    vi.stubGlobal('uni', { navigateTo: note('navigate'), redirectTo: note('redirect') });

    openPage('/pages/a');
    stackSize = 9;
    openPage('/pages/b');
    vi.unstubAllGlobals();

    expect(opened).toEqual(['navigate /pages/a', 'redirect /pages/b']);
  });
});
