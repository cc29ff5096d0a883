import { expect } from 'vitest';
import type { Screen } from './browser';

/** Waits until a page has loaded, takes its picture, and proves that it shows no failure and fits the width of the screen. */
export async function checkPage(screen: Screen, title: string): Promise<void> {
  const { page } = screen;
  await page.waitForLoadState('networkidle');
  await page
    .locator('.lk-skeleton, .el-skeleton, .el-loading-mask')
    .filter({ visible: true })
    .first()
    .waitFor({ state: 'hidden' });
  await screen.shoot(title);
  const failures = await page.getByText('重新加载').filter({ visible: true }).count();
  expect(failures, `${title} shows a failure`).toBe(0);
  const overflow = await page.evaluate(() => {
    const root = document.scrollingElement;
    return root ? root.scrollWidth - root.clientWidth : 0;
  });
  expect(overflow, `${title} is wider than the screen by`).toBeLessThanOrEqual(0);
  expect(screen.faults, title).toEqual([]);
}
