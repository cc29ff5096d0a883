import type { MemberCard } from '@lakeside/shared/card/card.member.contract';
import type { Address } from '@lakeside/shared/member/member.contract';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { showToast } from '@lakeside/shared/ui/feedback';
import { useDetail } from '@lakeside/shared/ui/use-detail';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { computed, ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';
import { dayGoneText, isDayGone } from '@/common/delivery-days';
import { useDeliveryCalendar } from '@/common/use-delivery-calendar';

interface RedemptionInput {
  cardId: number;
  addressId: number;
  deliveryDay: string;
  remark: string;
}

/** The addresses to choose from; the default one is chosen until another is. */
function useAddressChoice() {
  const addresses = shallowRef<Address[]>([]);
  const addressId = ref(0);
  const addressRefusal = ref('');

  function offer(own: Address[]): void {
    addresses.value = own;
    if (own.some((address) => address.id === addressId.value)) return;
    addressId.value = (own.find((address) => address.isDefault) ?? own[0])?.id ?? 0;
  }

  function chooseAddress(id: number): void {
    addressId.value = id;
    addressRefusal.value = '';
  }

  function addAddress(address: Address): void {
    // A new default takes the place of the old one.
    const others = addresses.value.map((one) => (address.isDefault ? { ...one, isDefault: false } : one));
    addresses.value = [address, ...others];
    chooseAddress(address.id);
  }

  const address = computed(() => addresses.value.find((one) => one.id === addressId.value) ?? null);
  return { addresses, addressId, addressRefusal, address, offer, chooseAddress, addAddress };
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
