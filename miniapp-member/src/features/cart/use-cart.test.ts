import { flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { stubUni } from '../../../../tooling/vitest-uni/stub-uni';
import { useCartStore } from '@/app/cart.store';
import { useSessionStore } from '@/app/session.store';
import { checkoutRefusal } from './cart-lines';
import { useCart } from './use-cart';

interface WireRequest {
  url: string;
  method: string;
  data?: unknown;
  success: (answer: { statusCode: number; data: unknown; header: Record<string, string> }) => void;
}

const tokens = { accessToken: 'a', refreshToken: 'r', accessExpiresAt: '2099-01-01T00:00:00.000+08:00' };

function aLine(lineId: number, quantity = 1) {
  return {
    lineId,
    kind: 'package' as const,
    id: lineId * 10,
    name: `套餐${lineId}`,
    pictureUrl: null,
    items: [],
    quantity,
    retailPriceFen: 1000,
    unitPriceFen: 1000,
    amountFen: 1000 * quantity,
    needsDay: false,
    changedFromFen: null,
    problem: null as string | null,
    isChosen: true,
    isOnShelf: true,
  };
}

/** A server with three lines that answers only when it is let. */
function aServer() {
  let lines = [aLine(1), aLine(2), aLine(3)];
  let removed: typeof lines = [];
  const told: string[] = [];
  const held: (() => void)[] = [];
  const state = { isSlow: false };

  function write(wire: WireRequest): void {
    const body = wire.data as { quantity?: number; lineIds?: number[]; isChosen?: boolean };
    const has = (line: { lineId: number }) => (body.lineIds ?? []).includes(line.lineId);
    told.push(`${wire.method} ${wire.url.replace(/.*\/cart/, '')} ${JSON.stringify(body)}`);
    if (wire.url.includes('/lines/')) {
      const lineId = Number(wire.url.split('/').pop());
      lines = lines.map((line) => (line.lineId === lineId ? aLine(lineId, body.quantity) : line));
    } else if (wire.url.endsWith('/choice')) {
      lines = lines.map((line) => (has(line) ? { ...line, isChosen: body.isChosen === true } : line));
    } else if (wire.url.endsWith('/remove')) {
      removed = lines.filter(has);
      lines = lines.filter((line) => !has(line));
    } else if (wire.url.endsWith('/restore')) {
      lines = [...lines, ...removed].sort((left, right) => left.lineId - right.lineId);
    }
  }

  stubUni({
    request(wire: WireRequest) {
      const answer = () => {
        if (wire.method !== 'GET') write(wire);
        const chosenFen = lines
          .filter((line) => line.isChosen)
          .reduce((sum, line) => sum + line.amountFen, 0);
        const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
        wire.success({ statusCode: 200, data: { lines, pieces, chosenFen, quantity: 1 }, header: {} });
      };
      if (state.isSlow) held.push(answer);
      else answer();
      return { abort: () => undefined };
    },
  });
  return {
    state,
    told,
    async letGo() {
      for (let next = held.shift(); next; next = held.shift()) {
        next();
        await flushPromises();
      }
    },
  };
}

async function opened() {
  const scope = effectScope();
  const model = scope.run(useCart);
  if (model === undefined) throw new Error('the scope has ended');
  await model.reload();
  return model;
}

describe('the cart on the phone', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
  });
  afterEach(() => vi.useRealTimers());

  it('shows a changed quantity and its total at once and tells quick taps as one [MB-021]', async () => {
    const server = aServer();
    const model = await opened();
    server.state.isSlow = true;

    for (const quantity of [2, 3, 4, 5]) void model.setQuantity(1, quantity);
    expect(model.cart.value).toMatchObject({ pieces: 7, chosenFen: 7000 });
    await flushPromises();
    await server.letGo();

    expect(server.told).toEqual(['PUT /lines/1 {"quantity":5}']);
    expect(model.cart.value).toMatchObject({ pieces: 7, chosenFen: 7000 });
  });

  it('never shows an answer that is older than what was tapped since', async () => {
    const server = aServer();
    const model = await opened();
    server.state.isSlow = true;

    void model.setQuantity(1, 2);
    await flushPromises();
    void model.choose([2], false);
    void model.setQuantity(1, 9);
    server.state.isSlow = false;
    await server.letGo();
    await model.settled();

    expect(server.told).toEqual([
      'PUT /lines/1 {"quantity":2}',
      'PUT /choice {"lineIds":[2],"isChosen":false}',
      'PUT /lines/1 {"quantity":9}',
    ]);
    expect(model.cart.value).toMatchObject({ pieces: 11, chosenFen: 10_000 });
  });

  it('keeps a typed quantity whole and from 1 to 999', async () => {
    const server = aServer();
    const model = await opened();

    for (const typed of [0, 1.5, 1_000_000, Number.NaN]) await model.setQuantity(1, typed);

    expect(server.told.map((call) => call.split(' ')[2])).toEqual(
      [1, 1, 999, 1].map((n) => `{"quantity":${n}}`),
    );
  });

  it('takes several lines out and puts them back while 撤销 is offered', async () => {
    vi.useFakeTimers();
    aServer();
    const model = await opened();

    await model.remove([1, 3]);
    expect([model.cart.value?.pieces, model.removedCount.value]).toEqual([1, 2]);
    await model.undo();
    expect([model.cart.value?.pieces, model.removedCount.value]).toEqual([3, 0]);
    await model.remove([2]);
    await vi.advanceTimersByTimeAsync(10_000);

    expect(model.removedCount.value).toBe(0);
  });

  it('orders what is chosen and can be bought, at most twenty offers at once', () => {
    const many = Array.from({ length: 21 }, (_, index) => aLine(index + 1));

    expect(checkoutRefusal([{ ...aLine(1), problem: '库存不足' }])).toBe('请先选择要买的商品');
    expect(checkoutRefusal([{ ...aLine(1), isChosen: false }])).toBe('请先选择要买的商品');
    expect(checkoutRefusal(many)).toContain('最多 20 种');
    expect(checkoutRefusal(many.slice(1))).toBe('');
  });
});

describe('adding to the cart', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('asks a guest to log in and then really adds what was wanted, once [MB-017]', async () => {
    const navigateTo = vi.fn();
    const requests: WireRequest[] = [];
    stubUni({
      navigateTo,
      request(wire: WireRequest) {
        requests.push(wire);
        wire.success({ statusCode: 200, data: { pieces: 2, quantity: 2 }, header: {} });
        return { abort: () => undefined };
      },
    });
    const cart = useCartStore();

    await cart.add({ kind: 'package', id: 7, quantity: 2 });
    expect(navigateTo).toHaveBeenCalledWith({ url: '/features/identity/pages/login' });
    expect(requests).toEqual([]);
    useSessionStore().setTokens(tokens);
    await cart.addWished();
    await cart.addWished();

    expect(requests.map(({ data }) => data)).toEqual([{ kind: 'package', id: 7, quantity: 2 }]);
    expect(cart.pieces).toBe(2);
  });
});
