import { describe, expect, it } from 'vitest';
import {
  type AttemptScope,
  attemptLimits,
  attemptLockMinutes,
  liveFailures,
  lockedMinutes,
} from './secret-attempts';

const now = new Date('2026-10-06T09:00:00+08:00');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const failures = (scope: AttemptScope, failedCount: number, minutes = 0) => ({
  scope,
  failedCount,
  lastFailedAt: minutesAgo(minutes),
});

describe('wrong card secrets', () => {
  it('lock a card, a person or an address at its own limit and not one try earlier', () => {
    for (const scope of ['card', 'person', 'address'] as const) {
      expect(lockedMinutes([failures(scope, attemptLimits[scope] - 1)], now)).toBe(0);
      expect(lockedMinutes([failures(scope, attemptLimits[scope])], now)).toBe(attemptLockMinutes);
    }
  });

  it('lock until the last of several locks ends, in whole minutes', () => {
    const counts = [failures('card', 5, 20.5), failures('person', 10, 5.5), failures('address', 3)];

    expect(lockedMinutes(counts, now)).toBe(25);
  });

  it('are forgotten when the lock is over', () => {
    expect(liveFailures(failures('card', 5, attemptLockMinutes - 0.1), now)).toBe(5);
    expect(liveFailures(failures('card', 5, attemptLockMinutes), now)).toBe(0);
    expect(lockedMinutes([], now)).toBe(0);
  });
});
