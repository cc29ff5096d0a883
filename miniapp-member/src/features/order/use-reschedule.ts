import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { showToast } from '@lakeside/shared/ui/feedback';
import { useDetail } from '@lakeside/shared/ui/use-detail';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { ref } from 'vue';
import { sdk } from '@/app/api';
import { dayGoneText, isDayGone } from '@/common/delivery-days';
import { useDeliveryCalendar } from '@/common/use-delivery-calendar';

/** Moving an order to another free day. `today` is the day the page is opened on. */
export function useReschedule(id: () => number, today: string) {
  const calendar = useDeliveryCalendar(today);
  const dayRefusal = ref('');

  const detail = useDetail<OrderDetail>(async () => {
    const order = await sdk.order.getOrder({ params: { id: id() } });
    if (order.packageId !== null) void calendar.open(order.packageId);
    return order;
  });

  const submission = useSubmit<{ deliveryDay: string }, OrderDetail | null>({
    async send(body, { idempotencyKey }) {
      try {
        return await sdk.order.rescheduleOrder({ params: { id: id() }, body }, { idempotencyKey });
      } catch (error) {
        if (!isSdkError(error) || !isDayGone(error.code)) throw error;
        dayRefusal.value = dayGoneText(body.deliveryDay);
        showToast(dayRefusal.value);
        await calendar.dropChosenDay();
        return null;
      }
    },
  });

  function chooseDay(day: string): void {
    calendar.chosenDay.value = day;
    dayRefusal.value = '';
  }

  /** The moved order, or null when no day is chosen or it was refused. */
  async function reschedule(): Promise<OrderDetail | null> {
    dayRefusal.value = calendar.chosenDay.value === '' ? '请选择新的送达日期' : '';
    if (dayRefusal.value !== '') return null;
    return submission.submit({ deliveryDay: calendar.chosenDay.value });
  }

  return {
    calendar,
    order: detail.data,
    errorText: detail.errorText,
    reload: detail.reload,
    dayRefusal,
    isSubmitting: submission.isSubmitting,
    chooseDay,
    reschedule,
  };
}
