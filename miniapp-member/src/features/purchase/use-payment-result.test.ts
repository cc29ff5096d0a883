import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { stubUni } from '../../../../tooling/vitest-uni/stub-uni';
import { usePaymentResult } from './use-payment-result';

interface WireRequest {
  success: (answer: { statusCode: number; data: unknown; header: Record<string, string> }) => void;
  fail: (error: { errMsg: string }) => void;
}

/** A server that knows one state of the order after another; `null` is a broken network. The last one stays. */
function aServer(states: (string | null)[]) {
  const looks = vi.fn((wire: WireRequest) => {
    const status = states.length > 1 ? states.shift() : states[0];
    if (status === null) wire.fail({ errMsg: 'request:fail' });
    else wire.success({ statusCode: 200, data: { id: 99, status }, header: {} });
    return { abort: () => undefined };
  });
  stubUni({ request: looks });
  return looks;
}

function watching() {
  const scope = effectScope();
  const page = scope.run(usePaymentResult);
  if (page === undefined) throw new Error('the scope has ended');
  page.watchOrder(99);
  return { ...page, leave: () => scope.stop() };
}

describe('the result of a payment', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it('is paid only when the server says so [MB-025]', async () => {
    aServer(['toPay', 'toPay', 'toShip']);
    const { result } = watching();

    await vi.advanceTimersByTimeAsync(2_000);
    expect(result.value).toBe('waiting');
    await vi.advanceTimersByTimeAsync(2_000);

    expect(result.value).toBe('paid');
  });

  it('tells of an order that was closed meanwhile', async () => {
    aServer(['toPay', 'cancelled']);
    const { result } = watching();

    await vi.advanceTimersByTimeAsync(2_000);

    expect(result.value).toBe('closed');
  });

  it('takes a broken network for no answer and goes on looking', async () => {
    aServer([null, null, null, 'toShip']);
    const { result } = watching();

    await vi.advanceTimersByTimeAsync(20_000);

    expect(result.value).toBe('paid');
  });

  it('stops after a minute, and looks again when asked', async () => {
    const looks = aServer(['toPay']);
    const { result, lookAgain } = watching();

    await vi.advanceTimersByTimeAsync(120_000);
    expect(result.value).toBe('unknown');
    const before = looks.mock.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks.mock.calls).toHaveLength(before);
    lookAgain();

    expect(result.value).toBe('waiting');
  });

  it('stops when the page is left', async () => {
    const looks = aServer(['toPay']);
    const { leave } = watching();
    await vi.advanceTimersByTimeAsync(2_000);
    const before = looks.mock.calls.length;

    leave();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(looks.mock.calls).toHaveLength(before);
  });
});
