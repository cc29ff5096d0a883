import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { OrderStatus } from '@lakeside/shared/order/order.status';
import { confirmAction, showError, showSuccess, showToast } from '@lakeside/shared/ui/feedback';
import { openPage } from '@lakeside/shared/ui/navigate';
import { useCountdown } from '@lakeside/shared/ui/use-countdown';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { ref, watch, type Ref } from 'vue';
import { sdk } from '@/app/api';
import { routes } from '@/app/routes';
import { payOrder } from '@/common/pay-order';

/** What a member does with an order that waits for its payment: the time left, paying again, cancelling (MB-025). */
export function useUnpaidOrder(order: Ref<OrderDetail | null>, reload: () => Promise<void>) {
  const { secondsLeft, isRunning, clockText, start, stop } = useCountdown();
  const isPaying = ref(false);

  watch(order, (current) => {
    const payUntil = current?.status === OrderStatus.toPay ? current.purchase?.payUntil : undefined;
    const seconds = payUntil === undefined ? 0 : Math.ceil((Date.parse(payUntil) - Date.now()) / 1000);
    if (seconds > 0) start(seconds);
    else stop();
  });
  // The server closes the order; it may need a moment, and pulling down asks again.
  watch(secondsLeft, (now, before) => {
    if (now === 0 && before > 0 && order.value?.status === OrderStatus.toPay) void reload();
  });

  async function pay(): Promise<void> {
    if (order.value === null || isPaying.value) return;
    isPaying.value = true;
    try {
      const act = await payOrder(order.value.id);
      if (act === 'done') openPage(routes.payResult, { id: order.value.id });
      if (act === 'cancelled') showToast('还没有付款，可以稍后继续付款');
    } catch (error) {
      showError(error);
      await reload();
    } finally {
      isPaying.value = false;
    }
  }

  const cancellation = useSubmit<{ id: number }, OrderDetail>({
    send: (params, { idempotencyKey }) => sdk.purchase.cancelOrder({ params }, { idempotencyKey }),
  });

  async function cancel(): Promise<void> {
    if (order.value === null) return;
    const isSure = await confirmAction({
      title: '取消订单',
      content: '取消后不能恢复，为你留的商品会放回货架。',
      confirmText: '确认取消',
      keepText: '不取消',
      isDestructive: true,
    });
    if (!isSure) return;
    const cancelled = await cancellation.submit({ id: order.value.id });
    // A refusal means that the order has moved on, perhaps because it was paid: show what it is now.
    if (cancelled === null) return reload();
    order.value = cancelled;
    showSuccess('订单已取消');
  }

  return { isRunning, clockText, isPaying, isCancelling: cancellation.isSubmitting, pay, cancel };
}
