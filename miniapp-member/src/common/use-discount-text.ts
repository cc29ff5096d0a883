import { formatDiscount, fullRateBp } from '@lakeside/shared/kernel/money';
import { computed } from 'vue';
import { useProfile } from './use-profile';

/** `会员 9 折` of who is logged in; empty without a discount. */
export function useDiscountText() {
  const { profile } = useProfile();
  return computed(() => {
    const rateBp = profile.value?.level.rateBp ?? fullRateBp;
    return rateBp < fullRateBp ? `会员 ${formatDiscount(rateBp)}` : '';
  });
}
