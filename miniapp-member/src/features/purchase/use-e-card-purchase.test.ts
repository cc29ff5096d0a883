import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubUni } from '../../../../tooling/vitest-uni/stub-uni';
import { useECardPurchase } from './use-e-card-purchase';

interface WireRequest {
  url: string;
  data?: unknown;
  success: (answer: { statusCode: number; data: unknown; header: Record<string, string> }) => void;
}

/** A server that sells one e-card, which can be changed meanwhile. */
function aServer() {
  const shop = { priceFen: 26_820, left: 120 };
  const orders: unknown[] = [];
  function answer({ url, data }: WireRequest): { status: number; data: unknown } {
    if (url.includes('/offers/'))
      return { status: 200, data: { id: 3, memberPriceFen: shop.priceFen, stockLeft: shop.left, items: [] } };
    const body = data as { unitPriceFen: number; quantity: number };
    orders.push(body);
    if (body.unitPriceFen !== shop.priceFen)
      return { status: 409, data: { code: 'PRICE_CHANGED', message: '价格有变化，请确认后再提交' } };
    return body.quantity <= shop.left
      ? { status: 200, data: { id: 99 } }
      : { status: 409, data: { code: 'E_CARD_SOLD_OUT', message: `只剩 ${shop.left} 张` } };
  }
  stubUni({
    showToast: vi.fn(),
    request(wire: WireRequest) {
      const { status, data } = answer(wire);
      wire.success({ statusCode: status, data, header: {} });
      return { abort: () => undefined };
    },
  });
  return { shop, orders };
}

async function opened(seenPriceFen: number | null = null) {
  const purchase = useECardPurchase();
  await purchase.load({ productId: 3, seenPriceFen });
  return purchase;
}

describe('buying e-cards', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('orders as many as are wished at the price that is shown, at most 99 [MB-048]', async () => {
    const { orders } = aServer();
    const purchase = await opened(26_820);

    purchase.setQuantity(120);
    expect(purchase.quantity.value).toBe(99);
    purchase.setQuantity(2);
    const order = await purchase.place();

    expect(purchase.change.value).toBe('');
    expect(orders).toEqual([{ productId: 3, quantity: 2, unitPriceFen: 26_820, payableFen: 53_640 }]);
    expect(order).toEqual({ id: 99 });
  });

  it('says what the price was before, also when it changes while it is looked at, and keeps the quantity', async () => {
    const { shop } = aServer();
    const purchase = await opened(25_000);
    expect(purchase.change.value).toBe('价格由 ¥250.00 变为 ¥268.20，请确认');

    purchase.setQuantity(2);
    shop.priceFen = 27_000;
    expect(await purchase.place()).toBeNull();
    expect(purchase.change.value).toBe('价格由 ¥268.20 变为 ¥270.00，请确认');
    expect(purchase.payableFen.value).toBe(54_000);
    expect(await purchase.place()).toEqual({ id: 99 });
  });

  it('says how many are left, and that none is', async () => {
    const { shop, orders } = aServer();
    const purchase = await opened();
    purchase.setQuantity(5);
    shop.left = 2;
    expect(await purchase.place()).toBeNull();
    expect(purchase.problem.value).toBe('最多购买 2 张');

    shop.left = 0;
    await purchase.reload();
    expect(purchase.problem.value).toBe('已售完');
    expect(await purchase.place()).toBeNull();
    expect(orders).toHaveLength(1);
  });
});
