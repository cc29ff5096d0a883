import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { confirmAction, showSuccess } from '@lakeside/shared/ui/feedback';
import { showInstant } from '@lakeside/shared/ui/show-instant';
import { useDetail } from '@lakeside/shared/ui/use-detail';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { computed } from 'vue';
import { sdk } from '@/app/api';
import { orderActions } from './order-actions';

/** One own order and what can be done with it. */
export function useOrder(id: () => number) {
  const detail = useDetail<OrderDetail>(() => sdk.order.getOrder({ params: { id: id() } }));

  const receipt = useSubmit<{ id: number }, OrderDetail>({
    send: (params, { idempotencyKey }) => sdk.order.confirmReceipt({ params }, { idempotencyKey }),
  });

  async function confirmReceipt(): Promise<void> {
    const isSure = await confirmAction({
      title: '确认收货',
      content: '确认全部包裹都已收到。确认后订单完成，不能撤回。',
      confirmText: '已收到',
    });
    if (!isSure) return;
    const order = await receipt.submit({ id: id() });
    // A refusal means that the order has moved on: show what it is now.
    if (order === null) return detail.reload();
    detail.data.value = order;
    showSuccess('已确认收货');
  }

  return {
    order: detail.data,
    errorText: detail.errorText,
    reload: detail.reload,
    actions: computed(() => (detail.data.value ? orderActions(detail.data.value, new Date()) : null)),
    steps: computed(() =>
      (detail.data.value?.steps ?? []).map((step) => ({
        title: step.action,
        note: [showInstant(step.at), step.note].filter(Boolean).join(' · '),
      })),
    ),
    isConfirming: receipt.isSubmitting,
    confirmReceipt,
  };
}
