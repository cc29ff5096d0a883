/** Whose wrong card secrets are counted together. */
export const AttemptScope = { card: 'card', person: 'person', address: 'address' } as const;
export type AttemptScope = (typeof AttemptScope)[keyof typeof AttemptScope];

/** How many wrong secrets in a row lock that scope. An address is shared by many, so it bears more. */
export const attemptLimits: Readonly<Record<AttemptScope, number>> = { card: 5, person: 10, address: 50 };

/** How long a scope stays locked after its last wrong secret; after that the count begins anew. */
export const attemptLockMinutes = 30;

export interface AttemptCount {
  scope: AttemptScope;
  failedCount: number;
  lastFailedAt: Date;
}

/** The wrong tries that still count at `now`. */
export function liveFailures(count: AttemptCount, now: Date): number {
  return now.getTime() < lockEnd(count) ? count.failedCount : 0;
}

/** Minutes, rounded up, until all scopes may try again; 0 when none is locked. */
export function lockedMinutes(counts: readonly AttemptCount[], now: Date): number {
  const ends = counts
    .filter((count) => liveFailures(count, now) >= attemptLimits[count.scope])
    .map((count) => lockEnd(count) - now.getTime());
  return Math.ceil(Math.max(0, ...ends) / 60_000);
}

function lockEnd(count: AttemptCount): number {
  return count.lastFailedAt.getTime() + attemptLockMinutes * 60_000;
}
