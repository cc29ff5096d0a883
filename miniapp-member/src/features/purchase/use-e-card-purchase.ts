import type { MemberOffer } from '@lakeside/shared/catalog/catalog.member.contract';
import { formatYuan } from '@lakeside/shared/kernel/money';
import { type eCardMemberContract, maxECardsPerOrder } from '@lakeside/shared/order/e-card.contract';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { errorMessage, isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import type { InferInput } from 'valibot';
import { computed, ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';

type PurchaseBody = InferInput<typeof eCardMemberContract.placeECardPurchase.body>;

/** What another look at the offer may mend: a new price, fewer cards, an empty shelf. */
const changedCodes: readonly string[] = ['PRICE_CHANGED', 'E_CARD_SOLD_OUT', 'OFFER_OFF_SHELF'];

/** Buying e-cards: how many, at the price that is shown and at no other (MB-048, AD-250). */
export function useECardPurchase() {
  const offer = shallowRef<MemberOffer | null>(null);
  const errorText = ref('');
  const quantity = ref(1);
  /** Said when the price is another than the one seen before. */
  const change = ref('');
  let productId = 0;
  let seenFen: number | null = null;

  const most = computed(() => mostOf(offer.value));
  const payableFen = computed(() => (offer.value?.memberPriceFen ?? 0) * quantity.value);
  const problem = computed(() => {
    if (most.value === 0) return '已售完';
    return quantity.value > most.value ? `最多购买 ${most.value} 张` : '';
  });

  async function load(wish: { productId: number; seenPriceFen: number | null }): Promise<void> {
    productId = wish.productId;
    seenFen = wish.seenPriceFen;
    await reload();
  }

  async function reload(): Promise<void> {
    errorText.value = '';
    try {
      offer.value = await sdk.catalog.getOffer({ params: { kind: 'eCard', id: productId } });
    } catch (error) {
      // An offer that is gone must not stay on the screen; a broken network must not take it away.
      if (isSdkError(error) && error.code === 'CARD_PRODUCT_NOT_FOUND') offer.value = null;
      if (offer.value === null) errorText.value = errorMessage(error);
      return;
    }
    const nowFen = offer.value.memberPriceFen;
    change.value = changeText(seenFen, nowFen);
    seenFen = nowFen;
  }

  function setQuantity(wanted: number): void {
    const whole = Number.isFinite(wanted) ? Math.trunc(wanted) : 1;
    quantity.value = Math.max(1, Math.min(whole, Math.max(1, most.value)));
  }

  const submission = useSubmit<PurchaseBody, OrderDetail>({
    async send(body, { idempotencyKey }) {
      try {
        return await sdk.eCard.placeECardPurchase({ body }, { idempotencyKey });
      } catch (error) {
        if (isSdkError(error) && changedCodes.includes(error.code)) await reload();
        throw error;
      }
    },
  });

  /** The order to be paid, or null when it was refused and the member was told. */
  async function place(): Promise<OrderDetail | null> {
    if (offer.value === null || problem.value !== '') return null;
    return submission.submit({
      productId,
      quantity: quantity.value,
      unitPriceFen: offer.value.memberPriceFen,
      payableFen: payableFen.value,
    });
  }

  return {
    offer,
    errorText,
    quantity,
    most,
    change,
    payableFen,
    problem,
    isSubmitting: submission.isSubmitting,
    load,
    reload,
    setQuantity,
    place,
  };
}

function changeText(seenFen: number | null, nowFen: number): string {
  if (seenFen === null || seenFen === nowFen) return '';
  return `价格由 ${formatYuan(seenFen)} 变为 ${formatYuan(nowFen)}，请确认`;
}

/** How many may be bought at once. The shop may hide how many are left; the order says it then. */
function mostOf(offer: MemberOffer | null): number {
  if (!offer || offer.isSoldOut) return 0;
  return Math.min(maxECardsPerOrder, offer.stockLeft ?? maxECardsPerOrder);
}
