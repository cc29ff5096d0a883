import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import type { PurchaseQuote, purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import { errorMessage, isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { showToast } from '@lakeside/shared/ui/feedback';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import type { InferInput } from 'valibot';
import { ref } from 'vue';
import { sdk } from '@/app/api';
import { dayGoneText, isDayGone } from '@/common/delivery-days';
import { useAddressChoice } from '@/common/use-address-choice';
import { useDeliveryCalendar } from '@/common/use-delivery-calendar';
import { useQuote, type Wish } from './use-quote';

/** One thing bought at once, or what is chosen in the cart. */
export type PurchaseStart = { readonly from: 'offer'; readonly wish: Wish } | { readonly from: 'cart' };

type PurchaseBody = InferInput<typeof purchaseMemberContract.placePurchase.body>;

/** To whom and on which day; `onChange` runs when one of them is another. */
function useDelivery(today: string, onChange: () => void) {
  const calendar = useDeliveryCalendar(today);
  const { offer: offerAddresses, ...choice } = useAddressChoice();
  const dayRefusal = ref('');

  return {
    ...choice,
    calendar,
    dayRefusal,
    offerAddresses,
    chooseDay(day: string): void {
      calendar.chosenDay.value = day;
      dayRefusal.value = '';
      onChange();
    },
    chooseAddress(id: number): void {
      choice.chooseAddress(id);
      onChange();
    },
    addAddress(...added: Parameters<typeof choice.addAddress>): void {
      choice.addAddress(...added);
      onChange();
    },
  };
}

/**
 * Buying one package now, or what is chosen in the cart: to whom, on which day (MB-016, MB-018, MB-019). The server prices every change; the member
 * agrees to the price that is shown and to no other. `today` is the day the page is opened on.
 */
export function usePurchase(today: string) {
  const { offerAddresses, ...delivery } = useDelivery(today, () => void pricing.reprice());
  const { calendar, addressId, addressRefusal, dayRefusal } = delivery;
  const pricing = useQuote(() => ({ addressId: addressId.value, deliveryDay: calendar.chosenDay.value }));
  const { quote, errorText } = pricing;
  const remark = ref('');
  let isFromCart = false;

  async function load(start: PurchaseStart): Promise<void> {
    isFromCart = start.from === 'cart';
    errorText.value = '';
    let wishes: Wish[];
    try {
      offerAddresses(await sdk.me.listAddresses());
      wishes = start.from === 'cart' ? await wishesOfCart() : [start.wish];
    } catch (error) {
      errorText.value = errorMessage(error);
      return;
    }
    if (wishes.length === 0) {
      errorText.value = '购物车里没有选中能买的商品';
      return;
    }
    await pricing.begin(wishes);
    if (quote.value?.needsDay) await calendar.open(...soldByDay(quote.value));
  }

  const submission = useSubmit<PurchaseBody, OrderDetail>({
    async send(body, { idempotencyKey }) {
      try {
        return await sdk.purchase.placePurchase({ body }, { idempotencyKey });
      } catch (error) {
        if (isSdkError(error)) await showWhatChanged(error.code);
        throw error;
      }
    },
  });

  /** Lets the member decide again on what is true now. */
  async function showWhatChanged(code: string): Promise<void> {
    if (isDayGone(code)) {
      dayRefusal.value = dayGoneText(calendar.chosenDay.value);
      await calendar.dropChosenDay();
    }
    await pricing.repriceFromShown();
  }

  /** What is missing or stands in the way, said at its place too; empty when the order can be made. */
  function refusal(needsDay: boolean): string {
    dayRefusal.value = needsDay && calendar.chosenDay.value === '' ? '请选择送达日期' : '';
    addressRefusal.value = addressId.value === 0 ? '请选择收货地址' : '';
    return addressRefusal.value || dayRefusal.value || pricing.problem.value;
  }

  /** The order to be paid, or null when something is missing or it was refused; what was entered stays. */
  async function place(): Promise<OrderDetail | null> {
    if (!quote.value || pricing.isQuoting.value) return null;
    const { lines, needsDay, payableFen } = quote.value;
    const missing = refusal(needsDay);
    if (missing !== '') {
      showToast(missing);
      return null;
    }
    return submission.submit({
      lines: lines.map(({ kind, id, quantity, unitPriceFen }) => ({ kind, id, quantity, unitPriceFen })),
      addressId: addressId.value,
      deliveryDay: needsDay ? calendar.chosenDay.value : null,
      remark: remark.value,
      fromCart: isFromCart,
      payableFen,
    });
  }

  return { ...delivery, ...pricing, remark, isSubmitting: submission.isSubmitting, load, place };
}

/** What the member chose in the cart and can buy, at the prices shown there. */
async function wishesOfCart(): Promise<Wish[]> {
  const { lines } = await sdk.cart.getCart();
  return lines
    .filter((line) => line.isChosen && line.problem === null)
    .map(({ kind, id, quantity, unitPriceFen }) => ({ kind, id, quantity, seenPriceFen: unitPriceFen }));
}

function soldByDay(quote: PurchaseQuote): number[] {
  return quote.lines.filter((line) => line.needsDay).map((line) => line.id);
}
