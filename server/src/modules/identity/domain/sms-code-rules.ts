import { identityError } from '@lakeside/shared/identity/identity.errors';
import { addDays, startOfDay, toDay } from '@lakeside/shared/kernel/date';

/** design.md §2, Identity: six digits, five minutes, five tries. */
export const smsCodeLength = 6;
export const smsCodeLifeSeconds = 5 * 60;
export const smsResendSeconds = 60;
const maxTries = 5;

/** What is remembered of a day with a limit. */
export interface CountedDay {
  readonly day: string;
  readonly sentOnDay: number;
}

/** What is remembered of the last code sent to a phone. */
export interface SentCode extends CountedDay {
  readonly sentAt: Date;
  readonly usedAt: Date | null;
  readonly failedTries: number;
}

/** One more on this day; a day that has passed is forgotten. Null when the day is used up. */
export function countOnDay(previous: CountedDay, now: Date, maxPerDay: number): CountedDay | null {
  const day = toDay(now);
  const sentToday = previous.day === day ? previous.sentOnDay : 0;
  return sentToday >= maxPerDay ? null : { day, sentOnDay: sentToday + 1 };
}

/** Until midnight in Shanghai, when the next day's count begins. */
export function secondsUntilTomorrow(now: Date): number {
  return Math.ceil((startOfDay(addDays(toDay(now), 1)).getTime() - now.getTime()) / 1000);
}

/**
 * Whether another code may be sent now, and the day's count with it. A used code does not hold up the next one: the wait
 * protects phones whose owner never asked. Throws SMS_TOO_OFTEN.
 */
export function planSmsCode(previous: SentCode | null, now: Date, maxPerDay: number): CountedDay {
  if (!previous) return { day: toDay(now), sentOnDay: 1 };
  const waitSeconds = smsResendSeconds - (now.getTime() - previous.sentAt.getTime()) / 1000;
  if (previous.usedAt === null && waitSeconds > 0) {
    throw identityError('SMS_TOO_OFTEN', { retryAfterSeconds: Math.ceil(waitSeconds) });
  }
  const counted = countOnDay(previous, now, maxPerDay);
  if (!counted) throw identityError('SMS_TOO_OFTEN', { retryAfterSeconds: secondsUntilTomorrow(now) });
  return counted;
}

export type CodeVerdict = 'right' | 'wrong' | 'expired';

/** Judges a typed code. A code that was used, is too old or was tried five times in vain is worth nothing, even if right. */
export function judgeSmsCode(sent: SentCode | null, isMatch: boolean, now: Date): CodeVerdict {
  if (!sent) return 'wrong';
  const isOld = now.getTime() - sent.sentAt.getTime() > smsCodeLifeSeconds * 1000;
  if (isOld || sent.usedAt !== null || sent.failedTries >= maxTries) return 'expired';
  return isMatch ? 'right' : 'wrong';
}
