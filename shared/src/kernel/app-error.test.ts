import { describe, expect, it } from 'vitest';
import { commonError } from './app-error';

describe('AppError', () => {
  it('fills facts into the sentence and carries code and status', () => {
    const error = commonError('RATE_LIMITED', { retryAfterSeconds: 42 });

    expect(error.message).toBe('操作太频繁，请 42 秒后再试');
    expect([error.code, error.status, error.details]).toEqual([
      'RATE_LIMITED',
      429,
      { retryAfterSeconds: 42 },
    ]);
  });

  it('leaves an unfilled placeholder visible instead of printing undefined', () => {
    expect(commonError('RATE_LIMITED').message).toContain('{retryAfterSeconds}');
  });
});
