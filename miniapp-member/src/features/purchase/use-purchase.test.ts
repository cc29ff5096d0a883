import { flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubUni } from '../../../../tooling/vitest-uni/stub-uni';
import { usePurchase } from './use-purchase';

interface WireRequest {
  url: string;
  header: Record<string, string>;
  data?: unknown;
  success: (answer: { statusCode: number; data: unknown; header: Record<string, string> }) => void;
}

interface QuoteBody {
  lines: [{ quantity: number; seenPriceFen: number | null }];
  addressId: number | null;
  deliveryDay: string | null;
}

const home = {
  id: 11,
  name: '陈女士',
  phone: '13800000415',
  province: '江苏省',
  city: '苏州市',
  district: '工业园区',
  detail: '星湖街 328 号',
  location: null,
  isDefault: true,
};
const island = { ...home, id: 12, province: '西藏自治区', isDefault: false };

/** A server that sells one package at `priceFen`, delivers anywhere but to the address 12, and can be changed meanwhile. */
function aServer({ needsDay = false } = {}) {
  const shop = { priceFen: 53_820, isOffShelf: false };
  const quotes: QuoteBody[] = [];
  const orders: unknown[] = [];

  function quote(body: QuoteBody) {
    quotes.push(body);
    const [line] = body.lines;
    const amountFen = shop.priceFen * line.quantity;
    return {
      lines: [
        {
          kind: 'package',
          id: 3,
          name: '家宴八只装',
          pictureUrl: null,
          items: [],
          quantity: line.quantity,
          retailPriceFen: 59_800,
          unitPriceFen: shop.priceFen,
          amountFen,
          needsDay,
          changedFromFen:
            line.seenPriceFen !== null && line.seenPriceFen !== shop.priceFen ? line.seenPriceFen : null,
          problem: shop.isOffShelf ? '“家宴八只装”已下架' : null,
        },
      ],
      goodsFen: amountFen,
      freightFen: 0,
      payableFen: amountFen,
      needsDay,
      earliestDay: '2026-10-03',
      addressProblem: body.addressId === 12 ? '西藏自治区暂不配送，请换一个地址' : null,
    };
  }

  function answer(wire: WireRequest): { status: number; data: unknown } {
    if (wire.url.includes('/addresses')) return { status: 200, data: [island, home] };
    if (wire.url.includes('/delivery-days'))
      return { status: 200, data: [{ day: '2026-10-06', state: 'open', remaining: 5 }] };
    if (wire.url.endsWith('/quote')) return { status: 200, data: quote(wire.data as QuoteBody) };
    const body = wire.data as { lines: [{ unitPriceFen: number }] };
    orders.push(body);
    return body.lines[0].unitPriceFen === shop.priceFen
      ? { status: 200, data: { id: 99 } }
      : { status: 409, data: { code: 'PRICE_CHANGED', message: '价格有变化，请确认后再提交' } };
  }

  const showToast = vi.fn();
  stubUni({
    showToast,
    request(wire: WireRequest) {
      const { status, data } = answer(wire);
      wire.success({ statusCode: status, data, header: {} });
      return { abort: () => undefined };
    },
  });
  return { shop, quotes, orders, showToast };
}

async function opened(seenPriceFen: number | null = null) {
  const purchase = usePurchase('2026-10-01');
  await purchase.load({ from: 'offer', wish: { kind: 'package', id: 3, quantity: 1, seenPriceFen } });
  return purchase;
}

describe('buying a package now', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('prices every change on the server to the default address, and orders at the price that is shown [MB-016] [MB-019] [MB-021] [MB-023]', async () => {
    const { quotes, orders } = aServer();
    const purchase = await opened(53_820);

    purchase.setQuantity(3);
    await flushPromises();
    const order = await purchase.place();

    expect(quotes.map(({ lines, addressId }) => [lines[0].quantity, addressId])).toEqual([
      [1, 11],
      [3, 11],
    ]);
    expect(purchase.quote.value?.payableFen).toBe(161_460);
    expect(orders).toEqual([
      {
        lines: [{ kind: 'package', id: 3, quantity: 3, unitPriceFen: 53_820 }],
        addressId: 11,
        deliveryDay: null,
        remark: '',
        fromCart: false,
        payableFen: 161_460,
      },
    ]);
    expect(order).toEqual({ id: 99 });
  });

  it('says what has changed since the page before, and since the price was shown', async () => {
    const { shop, orders } = aServer();
    const purchase = await opened(50_000);
    expect(purchase.changes.value).toEqual(['“家宴八只装”的价格由 ¥500.00 变为 ¥538.20']);

    shop.priceFen = 56_000;
    expect(await purchase.place()).toBeNull();
    expect(purchase.changes.value).toEqual(['“家宴八只装”的价格由 ¥538.20 变为 ¥560.00']);
    expect(await purchase.place()).toEqual({ id: 99 });

    expect(orders).toHaveLength(2);
  });

  it('sends nothing while an address is refused, the goods are gone or the day is missing', async () => {
    const { shop, orders, showToast } = aServer({ needsDay: true });
    const purchase = await opened();

    expect(await purchase.place()).toBeNull();
    expect(purchase.dayRefusal.value).toBe('请选择送达日期');
    purchase.chooseDay('2026-10-06');
    purchase.chooseAddress(12);
    await flushPromises();
    expect(await purchase.place()).toBeNull();
    expect(showToast).toHaveBeenLastCalledWith(
      expect.objectContaining({ title: '西藏自治区暂不配送，请换一个地址' }),
    );
    purchase.chooseAddress(11);
    shop.isOffShelf = true;
    purchase.setQuantity(2);
    await flushPromises();
    expect(await purchase.place()).toBeNull();

    expect(purchase.problem.value).toBe('“家宴八只装”已下架');
    expect(orders).toEqual([]);
  });

  it('keeps the quantity a whole number from 1 to 999', async () => {
    aServer();
    const purchase = await opened();

    for (const [typed, kept] of [
      [0, 1],
      [-5, 1],
      [2.9, 2],
      [1_000_000, 999],
      [Number.NaN, 1],
    ] as const) {
      purchase.setQuantity(typed);
      expect(purchase.quantity.value).toBe(kept);
    }
  });
});
