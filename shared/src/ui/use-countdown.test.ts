import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { useCountdown } from './use-countdown';

describe('a countdown', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('counts whole seconds and stops at zero', () => {
    const countdown = useCountdown();

    countdown.start(60);
    expect(countdown).toMatchObject({ secondsLeft: { value: 60 }, clockText: { value: '01:00' } });
    vi.advanceTimersByTime(1000);
    expect(countdown.secondsLeft.value).toBe(59);
    vi.advanceTimersByTime(60_000);

    expect(countdown).toMatchObject({ secondsLeft: { value: 0 }, isRunning: { value: false } });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('counts the time the app spent in the background', () => {
    const countdown = useCountdown();

    countdown.start(60);
    vi.setSystemTime(Date.now() + 50_000);
    vi.advanceTimersByTime(500);

    expect(countdown.secondsLeft.value).toBe(10);
  });

  it('ends with its page', () => {
    const scope = effectScope();
    scope.run(() => useCountdown().start(60));

    scope.stop();

    expect(vi.getTimerCount()).toBe(0);
  });
});
