import type { PurchaseQuote, QuoteLine } from '@lakeside/shared/order/purchase.contract';
import { createLatestCall } from '@lakeside/shared/sdk/latest-call';
import { errorMessage } from '@lakeside/shared/sdk/sdk-error';
import { showToast } from '@lakeside/shared/ui/feedback';
import { computed, ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';
import { changesOf, problemOf } from './quote-problems';

const largestQuantity = 999;

export interface Wish {
  kind: QuoteLine['kind'];
  id: number;
  quantity: number;
  /** The unit price on the page the member comes from; null when there was none. */
  seenPriceFen: number | null;
}

/** Where and when the goods are to go, as far as it is chosen: 0 and empty text when it is not. */
interface Delivery {
  addressId: number;
  deliveryDay: string;
}

/** The price of what is wished, asked of the server again at every change; the last question counts. */
export function useQuote(delivery: () => Delivery) {
  const wishes = shallowRef<readonly Wish[]>([]);
  const quote = shallowRef<PurchaseQuote | null>(null);
  const errorText = ref('');
  const isQuoting = ref(false);
  const latestCall = createLatestCall();

  async function reprice(): Promise<void> {
    isQuoting.value = true;
    const { addressId, deliveryDay } = delivery();
    const body = {
      lines: wishes.value.map((wish) => ({ ...wish })),
      addressId: addressId || null,
      deliveryDay: deliveryDay || null,
    };
    const outcome = await latestCall.run((signal) => sdk.purchase.quotePurchase({ body }, { signal }));
    if (outcome.kind === 'overtaken') return;
    isQuoting.value = false;
    if (outcome.kind === 'done') quote.value = outcome.value;
    else if (quote.value === null) errorText.value = errorMessage(outcome.error);
    else showToast(errorMessage(outcome.error));
  }

  function begin(next: readonly Wish[]): Promise<void> {
    wishes.value = next;
    errorText.value = '';
    return reprice();
  }

  /** After a refusal: the prices shown so far are what the member has seen. */
  function repriceFromShown(): Promise<void> {
    const shown = quote.value?.lines ?? [];
    const shownPrice = (wish: Wish) =>
      shown.find((line) => line.kind === wish.kind && line.id === wish.id)?.unitPriceFen;
    wishes.value = wishes.value.map((wish) => ({
      ...wish,
      seenPriceFen: shownPrice(wish) ?? wish.seenPriceFen,
    }));
    return reprice();
  }

  /** How many of the one thing that is bought at once; the quantities of a cart are changed in the cart. */
  function setQuantity(next: number): void {
    const [wish] = wishes.value;
    const whole = Number.isFinite(next) ? Math.trunc(next) : 1;
    const quantity = Math.min(largestQuantity, Math.max(1, whole));
    if (!wish || quantity === wish.quantity) return;
    wishes.value = [{ ...wish, quantity }];
    void reprice();
  }

  return {
    quantity: computed(() => wishes.value[0]?.quantity ?? 1),
    setQuantity,
    quote,
    changes: computed(() => (quote.value === null ? [] : changesOf(quote.value))),
    /** What stands in the way of the order; empty when nothing does. */
    problem: computed(() => (quote.value === null ? '' : problemOf(quote.value))),
    errorText,
    isQuoting,
    begin,
    reprice,
    repriceFromShown,
  };
}
