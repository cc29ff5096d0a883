import { expect, it } from 'vitest';
import { countAttempt } from './login-lock';

const lastAt = new Date('2026-10-06T09:00:00+08:00');
const after = (minutes: number) => new Date(lastAt.getTime() + minutes * 60_000);

it('counts attempts within a quarter of an hour', () => {
  expect(countAttempt({ failedCount: 0, lastAt }, after(1), 5)).toBe(1);
  expect(countAttempt({ failedCount: 4, lastAt }, after(14), 5)).toBe(5);
});

it('locks after the last allowed attempt and says how long', () => {
  expect(() => countAttempt({ failedCount: 5, lastAt }, after(3), 5)).toThrow('请 12 分钟后再试');
});

it('begins anew a quarter of an hour after the last attempt', () => {
  expect(countAttempt({ failedCount: 5, lastAt }, after(15), 5)).toBe(1);
});
