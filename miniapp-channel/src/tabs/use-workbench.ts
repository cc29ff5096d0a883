import type { CardCounts } from '@lakeside/shared/card/card.schemas';
import type { L1Balances } from '@lakeside/shared/channel/channel.contract';
import { errorMessage } from '@lakeside/shared/sdk/sdk-error';
import { computed, ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';
import type { ChannelRights } from '@/app/rights';
import { affordableCount } from '@/common/affordable-count';

interface Todo {
  toReceive: number;
  toActivate: number;
  toForward: number;
  toShip: number;
}

interface CommonProduct {
  name: string;
  unitPriceFen: number;
}

type Summary = Awaited<ReturnType<typeof sdk.card.getCardSummary>>;

/** What the first page shows: balances of an L1, what waits, and the card library by state. */
export function useWorkbench(rights: () => ChannelRights) {
  const balances = shallowRef<L1Balances | null>(null);
  const todo = shallowRef<Todo | null>(null);
  const counts = shallowRef<CardCounts | null>(null);
  const commonProduct = shallowRef<CommonProduct | null>(null);
  const errorText = ref('');

  async function reload(): Promise<void> {
    errorText.value = '';
    const may = rights();
    try {
      const [nextBalances, cardTodo, shipTodo, summary] = await Promise.all([
        may.balances ? sdk.ledger.getOwnBalances() : null,
        sdk.card.getTodo(),
        may.shipment ? sdk.fulfilment.getTodo() : null,
        sdk.card.getCardSummary(),
      ]);
      balances.value = nextBalances;
      todo.value = { ...cardTodo, toShip: shipTodo?.toShip ?? 0 };
      counts.value = summary.totals;
      if (may.payActivation && may.cards) await findCommonProduct(summary);
    } catch (error) {
      errorText.value = errorMessage(error);
    }
  }

  /** The product the library holds most of: what the balances suffice for is told in its cards. */
  async function findCommonProduct(summary: Summary): Promise<void> {
    const [most] = [...summary.products].sort((one, other) => other.counts.inactive - one.counts.inactive);
    if (most === undefined || most.counts.inactive === 0) return;
    const { items } = await sdk.card.listCards({
      query: { productId: most.product.id, status: 'inactive', page: 1, pageSize: 1 },
    });
    const sample = items[0];
    if (sample === undefined) return;
    const preview = await sdk.card.previewSelection({
      body: { purpose: 'activation', selection: { cardNos: [sample.cardNo] } },
    });
    if (preview.unitPriceFen !== null)
      commonProduct.value = { name: most.product.name, unitPriceFen: preview.unitPriceFen };
  }

  const activatableText = computed(() => {
    if (balances.value === null || commonProduct.value === null) return '';
    const { storedValueFen, creditAvailableFen } = balances.value;
    const count = affordableCount(storedValueFen + creditAvailableFen, commonProduct.value.unitPriceFen);
    return count === null ? '' : `还可激活约 ${count} 张（${commonProduct.value.name}）`;
  });

  return { balances, todo, counts, activatableText, errorText, reload };
}
