import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { OrderStatus } from '@lakeside/shared/order/order.status';
import { onScopeDispose, ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';

const secondsBetweenLooks = 2;
/** WeChat's notice nearly always comes within seconds; after a minute the order page tells the rest. */
const mostLooks = 30;

/** `waiting` until the server knows more; `unknown` when it still does not after a minute. */
export type PaymentResult = 'waiting' | 'paid' | 'closed' | 'unknown';

/** Looks at an order until the server says that it is paid, or is closed (MB-025). The phone's own word counts for nothing. */
export function usePaymentResult() {
  const result = ref<PaymentResult>('waiting');
  const order = shallowRef<OrderDetail | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let orderId = 0;
  let looks = 0;

  function watchOrder(id: number): void {
    stop();
    orderId = id;
    looks = 0;
    result.value = 'waiting';
    void look();
  }

  async function look(): Promise<void> {
    looks += 1;
    try {
      order.value = await sdk.order.getOrder({ params: { id: orderId } });
      result.value = resultOf(order.value);
    } catch {
      // A broken network is no answer; the next look may get one.
    }
    if (result.value !== 'waiting') return;
    if (looks >= mostLooks) result.value = 'unknown';
    else timer = setTimeout(() => void look(), secondsBetweenLooks * 1000);
  }

  function stop(): void {
    clearTimeout(timer);
  }

  onScopeDispose(stop);

  return { result, order, watchOrder, lookAgain: () => watchOrder(orderId) };
}

function resultOf(order: OrderDetail): PaymentResult {
  if (order.status === OrderStatus.toPay) return 'waiting';
  return order.status === OrderStatus.cancelled ? 'closed' : 'paid';
}
