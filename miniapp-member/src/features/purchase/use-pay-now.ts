import { showError, showToast } from '@lakeside/shared/ui/feedback';
import { replacePage } from '@lakeside/shared/ui/navigate';
import { ref } from 'vue';
import { routes } from '@/app/routes';
import { payOrder } from '@/common/pay-order';

/** Leads from a new order to its payment. From here on the order is there: whatever becomes of the payment, its page is next. */
export function usePayNow() {
  const isPaying = ref(false);

  async function payNow(id: number): Promise<void> {
    isPaying.value = true;
    try {
      const act = await payOrder(id);
      if (act === 'done') replacePage(routes.payResult, { id });
      if (act !== 'cancelled') return;
      showToast('还没有付款，可以在订单里继续付款');
    } catch (error) {
      showError(error);
    }
    replacePage(routes.order, { id });
  }

  return { isPaying, payNow };
}
