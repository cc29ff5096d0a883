import { identityError } from '@lakeside/shared/identity/identity.errors';

const windowMs = 15 * 60_000;

/** How many attempts in vain within a quarter of an hour lock an account, and an address from which many log in. */
export const maxAttemptsPerAccount = 5;
export const maxAttemptsPerAddress = 100;

/** Attempts counted so far; each is counted before the password is looked at and taken back when it was right. */
export interface CountedAttempts {
  readonly failedCount: number;
  readonly lastAt: Date;
}

/** The count after one more attempt. Throws LOGIN_LOCKED while the lock holds; refused attempts do not prolong it. */
export function countAttempt(counted: CountedAttempts, now: Date, maxAttempts: number): number {
  const unlockAt = counted.lastAt.getTime() + windowMs;
  if (now.getTime() >= unlockAt) return 1;
  if (counted.failedCount < maxAttempts) return counted.failedCount + 1;
  throw identityError('LOGIN_LOCKED', {
    retryAfterMinutes: Math.max(1, Math.ceil((unlockAt - now.getTime()) / 60_000)),
  });
}
