import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import type { SoldCard } from '@lakeside/shared/order/physical-card.contract';
import { type Ref, shallowRef, watch } from 'vue';
import { sdk } from '@/app/api';

/** The numbers that were sent with an order of printed cards. The page is whole without them, so that a failure stays quiet. */
export function useSoldCards(order: Ref<OrderDetail | null>) {
  const soldCards = shallowRef<SoldCard[]>([]);

  watch(order, async (current) => {
    if (current?.kind !== 'physicalCard') return;
    try {
      soldCards.value = await sdk.physicalCard.listOrderCards({ params: { id: current.id } });
    } catch {
      soldCards.value = [];
    }
  });

  return { soldCards };
}
