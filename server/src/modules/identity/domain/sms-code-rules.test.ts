import { describe, expect, it } from 'vitest';
import { judgeSmsCode, planSmsCode, type SentCode } from './sms-code-rules';

const sentAt = new Date('2026-10-06T09:00:00+08:00');
const sent: SentCode = { sentAt, usedAt: null, failedTries: 0, day: '2026-10-06', sentOnDay: 1 };
const after = (seconds: number) => new Date(sentAt.getTime() + seconds * 1000);

describe('sending a code', () => {
  it('waits 60 seconds after a code that was not used', () => {
    expect(() => planSmsCode(sent, after(45), 10)).toThrow('请 15 秒后再试');
    expect(planSmsCode(sent, after(60), 10)).toEqual({ day: '2026-10-06', sentOnDay: 2 });
  });

  it('does not wait after a code that was used', () => {
    expect(planSmsCode({ ...sent, usedAt: after(5) }, after(6), 10).sentOnDay).toBe(2);
  });

  it('stops at the limit of a day and begins anew at midnight in Shanghai', () => {
    const tenth = { ...sent, sentOnDay: 10 };

    expect(() => planSmsCode(tenth, after(3600), 10)).toThrow('请 50400 秒后再试');
    expect(planSmsCode(tenth, new Date('2026-10-07T00:00:00+08:00'), 10)).toEqual({
      day: '2026-10-07',
      sentOnDay: 1,
    });
  });
});

describe('a typed code', () => {
  it('counts for five minutes', () => {
    expect(judgeSmsCode(sent, true, after(300))).toBe('right');
    expect(judgeSmsCode(sent, true, after(301))).toBe('expired');
  });

  it('counts once', () => {
    expect(judgeSmsCode({ ...sent, usedAt: after(1) }, true, after(2))).toBe('expired');
  });

  it('is worth nothing after five wrong tries, even when right', () => {
    expect(judgeSmsCode({ ...sent, failedTries: 4 }, false, after(1))).toBe('wrong');
    expect(judgeSmsCode({ ...sent, failedTries: 5 }, true, after(1))).toBe('expired');
  });

  it('is wrong when none was sent', () => {
    expect(judgeSmsCode(null, false, after(1))).toBe('wrong');
  });
});
