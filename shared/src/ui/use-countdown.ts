import { computed, getCurrentScope, onScopeDispose, ref } from 'vue';

/**
 * Counts down whole seconds: the wait before another SMS code, the time left to pay. It measures against the clock,
 * so that time spent in the background counts too.
 */
export function useCountdown(now: () => number = Date.now) {
  const secondsLeft = ref(0);
  let endsAt = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  function tick(): void {
    secondsLeft.value = Math.max(0, Math.ceil((endsAt - now()) / 1000));
    if (secondsLeft.value === 0) stop();
  }

  function start(seconds: number): void {
    stop();
    endsAt = now() + seconds * 1000;
    timer = setInterval(tick, 500);
    tick();
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  if (getCurrentScope()) onScopeDispose(stop);

  return {
    secondsLeft,
    isRunning: computed(() => secondsLeft.value > 0),
    /** `14:59`, for a pay-by time. */
    clockText: computed(() => {
      const minutes = String(Math.floor(secondsLeft.value / 60)).padStart(2, '0');
      return `${minutes}:${String(secondsLeft.value % 60).padStart(2, '0')}`;
    }),
    start,
    stop,
  };
}
