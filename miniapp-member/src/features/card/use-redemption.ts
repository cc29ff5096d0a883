import type { MemberCard } from '@lakeside/shared/card/card.member.contract';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { showToast } from '@lakeside/shared/ui/feedback';
import { useDetail } from '@lakeside/shared/ui/use-detail';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { ref } from 'vue';
import { sdk } from '@/app/api';
import { dayGoneText, isDayGone } from '@/common/delivery-days';
import { useAddressChoice } from '@/common/use-address-choice';
import { useDeliveryCalendar } from '@/common/use-delivery-calendar';

interface RedemptionInput {
  cardId: number;
  addressId: number;
  deliveryDay: string;
  remark: string;
}

/** Redeeming one card: which day, to whom, with what remark (MB-054). `today` is the day the page is opened on. */
export function useRedemption(today: string) {
  const calendar = useDeliveryCalendar(today);
  const { offer, ...choice } = useAddressChoice();
  const { addressId, addressRefusal } = choice;
  const remark = ref('');
  const dayRefusal = ref('');
  let cardId = 0;

  const detail = useDetail<MemberCard>(async () => {
    const [card, ownAddresses] = await Promise.all([
      sdk.card.getMyCard({ params: { id: cardId } }),
      sdk.me.listAddresses(),
    ]);
    offer(ownAddresses);
    if (card.status === 'active') void calendar.open(card.packageId);
    return card;
  });

  const submission = useSubmit<RedemptionInput, OrderDetail | null>({
    async send(body, { idempotencyKey }) {
      try {
        return await sdk.order.redeemCard({ body }, { idempotencyKey });
      } catch (error) {
        if (!isSdkError(error) || !isDayGone(error.code)) throw error;
        // Somebody else took the last place: only the day has to be chosen again.
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

  /** The order, or null when something is missing or it was refused; what was entered stays. */
  async function redeem(): Promise<OrderDetail | null> {
    dayRefusal.value = calendar.chosenDay.value === '' ? '请选择送达日期' : '';
    addressRefusal.value = addressId.value === 0 ? '请选择收货地址' : '';
    const missing = dayRefusal.value || addressRefusal.value;
    if (missing !== '') {
      showToast(missing);
      return null;
    }
    return submission.submit({
      cardId,
      addressId: addressId.value,
      deliveryDay: calendar.chosenDay.value,
      remark: remark.value,
    });
  }

  return {
    calendar,
    card: detail.data,
    errorText: detail.errorText,
    ...choice,
    remark,
    dayRefusal,
    isSubmitting: submission.isSubmitting,
    reload: detail.reload,
    load(id: number): Promise<void> {
      cardId = id;
      return detail.reload();
    },
    chooseDay,
    redeem,
  };
}
